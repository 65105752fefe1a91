/**
 * Keeps one's caret beside its letter while others write in the same paragraph. y-tiptap 3.0.9 takes any change of the
 * caret's paragraph for a rebuilt block and puts the caret back to its old distance from the start; this corrects it.
 */
import { pointAt, posAt } from '@gloss/shared/text/positions';
import { Extension } from '@tiptap/core';
import type { Transaction } from '@tiptap/pm/state';
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

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
  const point = pointAt(body, pos);
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
    const pos =
      place?.type instanceof Y.XmlText && posAt(body, { text: place.type, offset: place.index });
    if (typeof pos === 'number') return pos;
  }
  return null;
}

function stands({ store }: Y.Doc, { item }: Y.RelativePosition): boolean {
  return item !== null && !Y.getItem(store, item).deleted;
}

function ownCaretPlugin(body: Y.XmlFragment): Plugin {
  /** The ends of the selection as they were when a change of others began. */
  let ends: { readonly anchor: Beside; readonly head: Beside } | null = null;
  return new Plugin({
    key: new PluginKey('ownCaret'),
    appendTransaction(transactions, _before, { doc, selection, tr }) {
      if (ends === null || !(selection instanceof TextSelection) || !transactions.some(isOfOthers))
        return null;
      const anchor = placeBeside(body, ends.anchor);
      const head = placeBeside(body, ends.head);
      if (anchor === null || head === null) return null;
      const stayed = TextSelection.between(doc.resolve(anchor), doc.resolve(head));
      if (stayed.eq(selection)) return null;
      // It belongs to the change of others: y-tiptap's state has to go on saying so.
      return tr.setSelection(stayed).setMeta('addToHistory', false).setMeta(ySyncPluginKey, {
        isChangeOrigin: true,
      });
    },
    view(view) {
      const remember = ({ origin }: Y.Transaction): void => {
        // One's own edit: the letters are not in the body yet.
        if (origin === ySyncPluginKey) return;
        const { anchor, head, empty } = view.state.selection;
        const besideHead = besideIn(body, head);
        ends = { anchor: empty ? besideHead : besideIn(body, anchor), head: besideHead };
      };
      const forget = (): void => void (ends = null);
      body.doc?.on('beforeTransaction', remember);
      body.doc?.on('afterAllTransactions', forget);
      return {
        destroy() {
          body.doc?.off('beforeTransaction', remember);
          body.doc?.off('afterAllTransactions', forget);
        },
      };
    },
  });
}

/** Undo has a caret of its own: where the words were that it brought back. */
function isOfOthers(transaction: Transaction): boolean {
  const { isChangeOrigin, isUndoRedoOperation } = transaction.getMeta(ySyncPluginKey) ?? {};
  return transaction.docChanged && isChangeOrigin === true && isUndoRedoOperation !== true;
}
