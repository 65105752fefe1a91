/**
 * Keeps one's caret beside its letter while others write in the same paragraph, and where it was just put by a click.
 * y-tiptap 3.0.9 takes any change of the caret's paragraph for a rebuilt block and puts the caret back to its old distance
 * from the start; this corrects it. `rebuilt-block.ts` finds the place where the block was made anew.
 */
import { Extension } from '@tiptap/core';
import type { Transaction } from '@tiptap/pm/state';
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

import { blockStarts } from './block-starts.ts';
import { selectionOnPage } from './page-selection.ts';
import { placeInRebuilt } from './rebuilt-block.ts';

/** One end of a selection by the letters around it: before it, and behind it. */
export type Beside = readonly Y.RelativePosition[];

/** @returns the extension. It goes with y-tiptap's own, on the same body. */
export function ownCaretIn(body: Y.XmlFragment) {
  return Extension.create({
    name: 'ownCaret',
    addProseMirrorPlugins: () => [ownCaretPlugin(body)],
  });
}

/** @returns the letters around a position, or none where no letter touches it. */
export function besideIn(body: Y.XmlFragment, pos: number): Beside {
  const point = blockStarts(body).pointAt(pos);
  if (point === null) return [];
  return [-1, 0]
    .map((side) => Y.createRelativePositionFromTypeIndex(point.text, point.offset, side))
    .filter(({ item }) => item !== null);
}

/** @returns where the first of the letters that still stands is now, or null where none does. */
export function placeBeside(body: Y.XmlFragment, beside: Beside): number | null {
  const { doc } = body;
  if (doc === null) return null;
  for (const letter of beside.filter((each) => stands(doc, each))) {
    const place = Y.createAbsolutePositionFromRelativePosition(letter, doc, false);
    const start = place?.type instanceof Y.XmlText ? blockStarts(body).startOf(place.type) : null;
    if (place && start !== null) return start + place.index;
  }
  return null;
}

function stands({ store }: Y.Doc, { item }: Y.RelativePosition): boolean {
  return item !== null && !Y.getItem(store, item).deleted;
}

/** One end of the selection when a change of others began. */
interface End {
  readonly pos: number;
  readonly beside: Beside;
}

function ownCaretPlugin(body: Y.XmlFragment): Plugin {
  let own: EditorView | null = null;
  let ends: { readonly anchor: End; readonly head: End } | null = null;
  return new Plugin({
    key: new PluginKey('ownCaret'),
    appendTransaction(transactions, before, { doc, selection, tr }) {
      if (!(selection instanceof TextSelection)) return null;
      if (transactions.every(({ docChanged, selectionSet }) => !docChanged && !selectionSet)) {
        // Only looks change, such as the carets of others: drawing them would undo a click not yet told of.
        const onPage = own && selectionOn(own);
        const clicked =
          onPage && TextSelection.between(doc.resolve(onPage.anchor), doc.resolve(onPage.head));
        return clicked && !clicked.eq(selection) ? tr.setSelection(clicked) : null;
      }
      if (ends === null || !transactions.some(isOfOthers)) return null;
      const place = ({ beside, pos }: End) =>
        placeBeside(body, beside) ?? placeInRebuilt(before.doc, doc, pos);
      const anchor = place(ends.anchor);
      const head = place(ends.head);
      if (anchor === null || head === null) return null;
      // One change of others may be drawn in several steps.
      ends = { anchor: { ...ends.anchor, pos: anchor }, head: { ...ends.head, pos: head } };
      const stayed = TextSelection.between(doc.resolve(anchor), doc.resolve(head));
      if (stayed.eq(selection)) return null;
      // It belongs to the change of others: y-tiptap's state has to go on saying so.
      return tr.setSelection(stayed).setMeta('addToHistory', false).setMeta(ySyncPluginKey, {
        isChangeOrigin: true,
      });
    },
    view(view) {
      own = view;
      const endAt = (pos: number): End => ({ pos, beside: besideIn(body, pos) });
      const remember = ({ origin }: Y.Transaction): void => {
        // One's own edit: the letters are not in the body yet.
        if (origin === ySyncPluginKey) return;
        const { anchor, head } = selectionOn(view) ?? view.state.selection;
        const end = endAt(head);
        ends = { anchor: anchor === head ? end : endAt(anchor), head: end };
      };
      const forget = (): void => void (ends = null);
      body.doc?.on('beforeTransaction', remember);
      body.doc?.on('afterAllTransactions', forget);
      return {
        destroy() {
          own = null;
          body.doc?.off('beforeTransaction', remember);
          body.doc?.off('afterAllTransactions', forget);
        },
      };
    },
  });
}

/** @returns the selection as the page has it, where the page may be asked. */
function selectionOn(view: EditorView) {
  return view.hasFocus() && !view.composing ? selectionOnPage(view) : null;
}

/** Undo has a caret of its own: where the words were that it brought back. */
function isOfOthers(transaction: Transaction): boolean {
  const { isChangeOrigin, isUndoRedoOperation } = transaction.getMeta(ySyncPluginKey) ?? {};
  return transaction.docChanged && isChangeOrigin === true && isUndoRedoOperation !== true;
}
