/** A key looks at the passages beside it: nobody walks through all that is drawn. */
import { selectedBetween } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import { editorDocument, paragraph, passageOf, textOf } from '@gloss/shared/text/fixture';
import { ThreadId } from '@gloss/shared/words/ids';
import type { Transaction } from '@tiptap/pm/state';
import { EditorState } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { DecorationSet } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { afterEach, expect, test, vi } from 'vitest';
import type * as Y from 'yjs';

import type { Passage } from './passage.ts';
import { passagesPlugin, showing, stretches } from './passages-plugin.ts';
import { yjsText } from './yjs-text.ts';

afterEach(() => vi.restoreAllMocks());

const count = 40;

/** An editor on a text with a passage in each paragraph. */
function opened() {
  const words = Array.from({ length: count }, (_, at) => paragraph(`Paragraph ${at} has words.`));
  const text = textOf(...words);
  const plugin = passagesPlugin(yjsText(text));
  let state = EditorState.create({ doc: editorDocument(text), plugins: [plugin] });
  const dispatch = (transaction: Transaction) => void (state = state.apply(transaction));
  const view = {
    get state() {
      return state;
    },
    dispatch,
  } as EditorView;
  const follower = plugin.spec.view?.(view);
  const passages = Array.from({ length: count }, (_, at) => passageOn(text, at));
  dispatch(showing(state.tr, passages, null));
  return {
    text,
    show: () => dispatch(showing(view.state.tr, passages.slice(1), null)),
    reads: () =>
      [...stretches(state).values()].map(({ from, to }) => state.doc.textBetween(from, to)),
    /** One's own letter: first in the editor, then in Yjs, then the view is told. */
    types(pos: number, letter: string, write: () => void): void {
      dispatch(state.tr.insertText(letter, pos));
      text.transact(write);
      follower?.update?.(view, state);
    },
    hears(write: () => void): void {
      text.transact(write);
      const { content } = editorDocument(text);
      const { tr } = state;
      const meta = { isChangeOrigin: true };
      dispatch(tr.replaceWith(0, state.doc.content.size, content).setMeta(ySyncPluginKey, meta));
    },
  };
}

function passageOn(text: Y.Doc, at: number): Passage {
  const { start, end } = passageOf(text, `${at} has`);
  const selected = selectedBetween(bodyOf(text), start, end);
  if (selected === null) throw new Error('there are no words');
  const span = { start: selected.start, end: selected.end, bid: selected.bid };
  return { thread: ThreadId.parse(`thread-number-${at}`), number: at, span, look: 'open' };
}

test('a letter, one’s own or somebody else’s, in a passage or beside one, asks for those near it alone', () => {
  const page = opened();
  const find = vi.spyOn(DecorationSet.prototype, 'find');
  const wholeLooks = () => find.mock.calls.filter(([from]) => from === undefined).length;
  const { text: line, offset } = passageOf(page.text, '20 has').start;
  const start =
    1 +
    Array.from({ length: 20 }, (_, at) => `Paragraph ${at} has words.`.length + 2).reduce(
      (sum, size) => sum + size,
      0,
    );
  page.types(start + offset + 3, 'x', () => line.insert(offset + 3, 'x'));
  page.types(start, 'y', () => line.insert(0, 'y'));
  page.hears(() => line.insert(0, 'z'));
  page.hears(() => passageOf(page.text, 'Paragraph 5').start.text.insert(0, 'zz'));
  expect(wholeLooks()).toBe(0);
  expect(page.reads()[20]).toBe('20 xhas');
  // The control: other passages are wanted, and all are looked at.
  find.mockClear();
  page.show();
  expect(wholeLooks()).toBeGreaterThan(0);
});
