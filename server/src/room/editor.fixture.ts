/** An editor without a screen, for tests: ProseMirror commands written into Yjs by the binding that real editors use. */
import { bodyOf } from '@gloss/shared/text/body';
import { passageOf } from '@gloss/shared/text/fixture';
import { posAt } from '@gloss/shared/text/positions';
import { schema } from '@gloss/shared/text/schema';
import type { Command, Transaction } from '@tiptap/pm/state';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { initProseMirrorDoc, updateYFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

export class ScreenlessEditor {
  readonly doc = new Y.Doc();
  readonly #undo: Y.UndoManager;
  #updates: Uint8Array[] = [];

  /** Opens a replica of this text. */
  constructor(text: Y.Doc) {
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(text));
    this.doc.on('update', (update: Uint8Array) => this.#updates.push(update));
    this.#undo = new Y.UndoManager(bodyOf(this.doc), {
      trackedOrigins: new Set([this]),
      captureTimeout: 0,
    });
  }

  /** Selects some words and runs a command there. @returns the update that others get. */
  does(words: string, command: Command): Uint8Array {
    return this.#edits((state, dispatch) => command(this.#selecting(state, words), dispatch));
  }

  /** Puts the caret before some words and runs a command there. */
  before(words: string, command: Command): Uint8Array {
    return this.#edits((state, dispatch) => {
      const { tr } = this.#selecting(state, words);
      const caret = TextSelection.create(tr.doc, tr.selection.from);
      return command(state.apply(state.tr.setSelection(caret)), dispatch);
    });
  }

  /** Replaces words in the place where they stand. */
  retypes(words: string, instead: string): Uint8Array {
    return this.does(words, (state, dispatch) => {
      dispatch?.(instead ? state.tr.insertText(instead) : state.tr.deleteSelection());
      return true;
    });
  }

  /** Takes back its last edit. */
  undoes(): Uint8Array {
    this.#undo.undo();
    return this.#sent();
  }

  /** Writes the whole text anew, as a restore of an older one does: every block is a clone. */
  restores(): Uint8Array {
    const body = bodyOf(this.doc);
    this.doc.transact(() => {
      const clones = body.toArray().map((part) => part.clone());
      body.delete(0, body.length);
      body.insert(0, clones as Y.XmlElement[]);
    }, this);
    return this.#sent();
  }

  /** Gets an update from someone else. */
  gets(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update);
    this.#updates = [];
  }

  #selecting(state: EditorState, words: string): EditorState {
    const { start, end } = passageOf(this.doc, words);
    const [from, to] = [start, end].map((point) => posAt(bodyOf(this.doc), point));
    const selection = TextSelection.create(state.doc, from ?? 0, to ?? 0);
    return state.apply(state.tr.setSelection(selection));
  }

  #edits(command: Command): Uint8Array {
    const body = bodyOf(this.doc);
    const { doc, meta } = initProseMirrorDoc(body, schema);
    let tr: Transaction | undefined;
    if (!command(EditorState.create({ doc }), (done) => (tr = done)) || !tr)
      throw new Error('The command does not apply here.');
    const after = withOwnIds(tr).doc;
    this.doc.transact(() => updateYFragment(this.doc, body, after, meta), this);
    return this.#sent();
  }

  #sent(): Uint8Array {
    const sent = this.#updates.length === 1 ? this.#updates[0] : Y.mergeUpdates(this.#updates);
    this.#updates = [];
    if (!sent) throw new Error('Nothing was written.');
    return sent;
  }
}

/** What the editor's UniqueID extension does: of two blocks with one id, the second gets a new one. */
function withOwnIds(tr: Transaction): Transaction {
  const seen = new Set<unknown>();
  tr.doc.descendants((node, pos) => {
    const bid: unknown = node.attrs['bid'];
    if (bid === undefined) return;
    if (bid === null || seen.has(bid))
      tr.setNodeMarkup(pos, undefined, { ...node.attrs, bid: `new-${pos}-${seen.size}` });
    seen.add(bid);
  });
  return tr;
}
