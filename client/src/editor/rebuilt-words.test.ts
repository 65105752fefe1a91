// @vitest-environment jsdom
/** Typing into a paragraph that somebody makes a heading of at the same time, in real editors: words, caret and undo. */
import { bodyOf } from '@gloss/shared/text/body';
import { fillBody } from '@gloss/shared/text/content';
import { lineOf } from '@gloss/shared/text/reading';
import { schema, textExtensions } from '@gloss/shared/text/schema';
import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';

import { mindWords } from '../line/mind-words.ts';
import { ownCaretIn } from './own-caret.ts';

const words = 'Care begins at home.';
const fromServer = Symbol('from the server');
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

class Seat {
  readonly doc = new Y.Doc();
  readonly editor: Editor;
  readonly homeless: string[] = [];
  #unsent: Uint8Array[] = [];
  #incoming: Uint8Array | null = null;

  constructor(server: Y.Doc) {
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(server));
    const stop = mindWords({
      doc: this.doc,
      cameWith: ({ origin }) => (origin === fromServer ? this.#incoming : null),
      isFirstTab: () => true,
      onHomeless: ({ words: lost }) => void this.homeless.push(...lost),
    });
    this.editor = new Editor({
      element: document.createElement('div'),
      extensions: [
        ...textExtensions({ assignIds: true }),
        Collaboration.configure({
          fragment: bodyOf(this.doc),
          yUndoOptions: { protectedNodes: new Set(Object.keys(schema.nodes)) },
        }),
        ownCaretIn(bodyOf(this.doc)),
      ],
    });
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== fromServer) this.#unsent.push(update);
    });
    closing.push(() => {
      stop();
      this.editor.destroy();
    });
  }

  /** Types with the caret there, a letter at a time. */
  types(letters: string, pos = this.editor.state.selection.head): void {
    this.editor.commands.setTextSelection(pos);
    for (const letter of letters)
      this.editor.view.dispatch(this.editor.state.tr.insertText(letter));
  }

  sends(): Uint8Array {
    const sent = Y.mergeUpdates(this.#unsent);
    this.#unsent = [];
    return sent;
  }

  get isDone(): boolean {
    return this.#unsent.length === 0;
  }

  gets(update: Uint8Array): void {
    this.#incoming = update;
    Y.applyUpdate(this.doc, update, fromServer);
    this.#incoming = null;
  }

  reads(): string {
    const { words: kept } = lineOf(bodyOf(this.doc));
    // A list and its item have a line of their own in the one, and not in the other.
    expect(this.editor.getText({ blockSeparator: '\n' }).trim()).toBe(kept.trim());
    return kept;
  }

  /** The letters around the caret. */
  caret(): string {
    const { $head } = this.editor.state.selection;
    const text = $head.parent.textContent;
    return `${text.slice(0, $head.parentOffset)}|${text.slice($head.parentOffset)}`;
  }
}

function scene() {
  const server = new Y.Doc();
  const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
  fillBody(server, { type: 'doc', content: [paragraph(words), paragraph('We listen first.')] });
  const [ada, bea] = [new Seat(server), new Seat(server)];
  /** The server takes what one has sent, and tells the other what became of it in its own text. */
  const brings = (from: Seat, to: Seat): void => {
    const told: Uint8Array[] = [];
    const tell = (update: Uint8Array) => void told.push(update);
    server.on('update', tell);
    Y.applyUpdate(server, from.sends());
    server.off('update', tell);
    for (const update of told) to.gets(update);
  };
  const meet = (first: Seat, second: Seat): void => {
    // Both have sent before either has heard of the other.
    const [one, other] = [first.sends(), second.sends()];
    for (const [update, to] of [
      [one, second],
      [other, first],
    ] as const) {
      const told: Uint8Array[] = [];
      const tell = (each: Uint8Array) => void told.push(each);
      server.on('update', tell);
      Y.applyUpdate(server, update);
      server.off('update', tell);
      for (const each of told) to.gets(each);
    }
    for (const [from, to] of [
      [first, second],
      [second, first],
    ] as const)
      if (!from.isDone) brings(from, to);
  };
  return { ada, bea, meet };
}

const rebuilds: [string, (editor: Editor) => void][] = [
  ['a heading', (editor) => editor.commands.setNode('heading', { level: 2 })],
  ['a list item', (editor) => editor.commands.toggleBulletList()],
  ['a quotation', (editor) => editor.commands.toggleBlockquote()],
];

for (const [what, rebuild] of rebuilds)
  for (const comesFirst of ['the typing', 'the change'] as const)
    test(`[E11] what one types into a paragraph that becomes ${what} is there once, where ${comesFirst} comes first`, () => {
      const { ada, bea, meet } = scene();
      ada.types(', and at the door', words.length);
      bea.editor.commands.setTextSelection(3);
      rebuild(bea.editor);
      if (comesFirst === 'the typing') meet(ada, bea);
      else meet(bea, ada);
      for (const each of [ada, bea])
        expect(each.reads()).toBe('Care begins at home, and at the door.\nWe listen first.');
      expect(bea.caret()).toBe('Ca|re begins at home, and at the door.');
      if (comesFirst === 'the change') {
        expect(ada.caret()).toBe('Care begins at home, and at the door|.');
        ada.types('s');
        expect(ada.caret()).toBe('Care begins at home, and at the doors|.');
      }
      expect([...ada.homeless, ...bea.homeless]).toEqual([]);
    });

test('[E11] words put back are an edit of one’s own: undo takes them out, redo brings them again', () => {
  const { ada, bea, meet } = scene();
  ada.types(', and at the door', words.length);
  bea.editor.commands.setTextSelection(3);
  bea.editor.commands.setNode('heading', { level: 2 });
  meet(bea, ada);
  ada.editor.commands.undo();
  expect(ada.reads()).toBe('Care begins at home.\nWe listen first.');
  ada.editor.commands.redo();
  expect(ada.reads()).toBe('Care begins at home, and at the door.\nWe listen first.');
});

test('[E11] whoever takes back the heading does not take the words of the other', () => {
  const { ada, bea, meet } = scene();
  ada.types(', and at the door', words.length);
  bea.editor.commands.setTextSelection(3);
  bea.editor.commands.setNode('heading', { level: 2 });
  meet(ada, bea);
  bea.editor.commands.undo();
  expect(bea.reads()).toContain(', and at the door');
});

test('[E11] words deleted on purpose stay deleted', () => {
  const { ada, bea, meet } = scene();
  ada.types(', and at the door', words.length);
  meet(ada, bea);
  bea.editor.commands.deleteRange({ from: 1, to: 12 });
  bea.editor.commands.setNode('heading', { level: 2 });
  ada.types('!', 3);
  meet(bea, ada);
  expect(ada.reads()).toContain('!');
  expect(ada.reads()).not.toContain('Care');
});

test('[E11] where the paragraph was deleted as a whole, the writer is told, and nobody else', () => {
  const { ada, bea, meet } = scene();
  ada.types(' Always.', words.length + 1);
  bea.editor.commands.deleteRange({ from: 0, to: words.length + 2 });
  meet(bea, ada);
  expect(ada.reads()).toBe('We listen first.');
  expect([ada.homeless, bea.homeless]).toEqual([[' Always.'], []]);
});
