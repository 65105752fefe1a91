/**
 * Someone who edits a text at random as Tiptap would: ProseMirror commands, written into Yjs by the binding that real
 * editors use. No screen and no DOM. What exactly is done is up to the dice, so that a seed has the same edits again.
 */
// What this one undoes is put where the product puts it.
import '@gloss/client/editor/undo-order';
import { bodyOf } from '@gloss/shared/text/body';
import type { JSONContent } from '@gloss/shared/text/content';
import { isTooDeep } from '@gloss/shared/text/content';
import { schema } from '@gloss/shared/text/schema';
import type { Transaction } from '@tiptap/pm/state';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { initProseMirrorDoc, updateYFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

import type { Dice } from '../../stage/dice.ts';
import { edits } from './edits.ts';
import type { EditName } from './edits.ts';

export interface TypistOptions {
  readonly chance: Dice;
  /** Which edits it knows; all where absent. */
  readonly knows?: readonly EditName[];
  /** Called with an edit as its own editor has it, right before it is in the document. Not for undo and redo. */
  onEdit?(edit: Transaction): void;
}

export class Typist {
  readonly doc: Y.Doc;
  readonly #chance: Dice;
  readonly #knows: readonly EditName[];
  readonly #undo: Y.UndoManager;
  readonly #onEdit: TypistOptions['onEdit'];

  constructor(doc: Y.Doc, { chance, knows, onEdit }: TypistOptions) {
    this.doc = doc;
    this.#chance = chance;
    this.#onEdit = onEdit;
    this.#knows = knows ?? (Object.keys(edits) as EditName[]);
    this.#undo = new Y.UndoManager(bodyOf(doc), {
      trackedOrigins: new Set([this]),
      captureTimeout: 0,
    });
  }

  /** Makes one edit, whichever the dice say and the place allows. @returns its name; null where none was possible. */
  edits(): string | null {
    for (let tries = 0; tries < 8; tries += 1) {
      const roll = this.#chance.upTo(24);
      if (roll === 0 && this.#takesBack('undo')) return 'undo';
      if (roll === 1 && this.#takesBack('redo')) return 'redo';
      // Most of what people do is typing.
      const name = roll < 12 && this.#knows.includes('type') ? 'type' : this.#someEdit();
      if (this.does(name)) return name;
    }
    return null;
  }

  /** Does one edit at a place of the dice's choosing. @returns whether it changed anything. */
  does(name: EditName): boolean {
    const body = bodyOf(this.doc);
    const { doc, meta } = initProseMirrorDoc(body, schema);
    const state = EditorState.create({ doc, selection: TextSelection.atStart(doc) });
    const done = tried(name, state, this.#chance);
    if (!done?.docChanged) return false;
    const edit = withOwnIds(done, this.#chance);
    const after = edit.doc;
    if (after.eq(doc) || isTooDeep(after.toJSON() as JSONContent)) return false;
    this.#onEdit?.(edit);
    this.doc.transact(() => updateYFragment(this.doc, body, after, meta), this);
    return true;
  }

  stop(): void {
    this.#undo.destroy();
  }

  #someEdit(): EditName {
    return this.#chance.oneOf(this.#knows);
  }

  #takesBack(what: 'undo' | 'redo'): boolean {
    return this.#undo[what]() !== null;
  }
}

/** Some commands throw, or make no sense, where the tables that others left are in no shape for them: then there was no such edit. */
function tried(name: EditName, state: EditorState, chance: Dice): Transaction | undefined {
  let done: Transaction | undefined;
  try {
    edits[name]({ state, dispatch: (tr) => (done = tr), chance });
    done?.doc.check();
    return done;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What the editor's UniqueID extension does: of two blocks with one id, the second gets a new one. */
function withOwnIds(tr: Transaction, chance: Dice): Transaction {
  const seen = new Set<unknown>();
  tr.doc.descendants((node, pos) => {
    const bid: unknown = node.attrs['bid'];
    if (bid === undefined) return;
    if (bid !== null && !seen.has(bid)) return void seen.add(bid);
    const own = `t${chance.upTo(2 ** 31)}${pos}`;
    tr.setNodeMarkup(pos, undefined, { ...node.attrs, bid: own });
    seen.add(own);
  });
  return tr;
}
