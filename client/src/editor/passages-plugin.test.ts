import { selectedBetween } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import { fillBody } from '@gloss/shared/text/content';
import type { Point } from '@gloss/shared/text/positions';
import { textStarts } from '@gloss/shared/text/positions';
import { schema } from '@gloss/shared/text/schema';
import { ThreadId } from '@gloss/shared/words/ids';
import { EditorState } from '@tiptap/pm/state';
import type { Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey, yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';

import type { Passage } from './passage.ts';
import { linking, passagesAt, passagesPlugin, showing, stretches } from './passages-plugin.ts';
import { yjsText } from './yjs-text.ts';

let text: Y.Doc;
let state: EditorState;
/** The view has shown the state it has now. */
let updated: () => void;
const resolved = vi.fn<() => void>();

beforeEach(() => {
  text = new Y.Doc();
  fillBody(text, {
    type: 'doc',
    content: ['Safe and fair to everyone.', 'Staff need training.', 'Equity comes first.'].map(
      (words) => ({ type: 'paragraph', content: [{ type: 'text', text: words }] }),
    ),
  });
  const real = yjsText(text);
  const plugin = passagesPlugin({
    ...real,
    now() {
      const now = real.now();
      const resolve: typeof now.resolve = (passage) => {
        resolved();
        return now.resolve(passage);
      };
      return { ...now, resolve };
    },
  });
  state = EditorState.create({
    doc: yXmlFragmentToProseMirrorRootNode(bodyOf(text), schema),
    plugins: [plugin],
  });
  const view = {
    get state() {
      return state;
    },
    dispatch: apply,
  } as EditorView;
  const follower = plugin.spec.view?.(view);
  updated = () => follower?.update?.(view, state);
  resolved.mockClear();
});

describe('a passage', () => {
  test('stands on its words', () => {
    show(passageOn('need training'));
    expect(reads()).toEqual(['need training']);
  });

  test('grows with what is typed inside and not with what is typed at its edges', () => {
    show(passageOn('need training'));
    type('need', 'really ');
    type('training', 'proper ');
    type('.', ' soon');
    expect(reads()).toEqual(['need proper training']);
  });

  test('keeps its words when its paragraph is split and turned into a heading', () => {
    show(passageOn('need training'));
    apply(state.tr.split(at('need training')));
    apply(
      state.tr.setBlockType(at('need training'), at('need training'), headingType, { level: 2 }),
    );
    expect(reads()).toEqual(['need training']);
  });

  test('survives a key of somebody else elsewhere without being resolved again', () => {
    show(passageOn('need training'), passageOn('Equity', 2));
    resolved.mockClear();
    remote(pointAt('Safe'), 'Very ');
    expect(reads()).toEqual(['need training', 'Equity']);
    expect(resolved).not.toHaveBeenCalled();
  });

  test('is resolved again when somebody else types in it', () => {
    show(passageOn('need training'), passageOn('Equity', 2));
    resolved.mockClear();
    remote(pointAt('training'), 'much ');
    expect(reads()).toEqual(['need much training', 'Equity']);
    expect(resolved).toHaveBeenCalledTimes(1);
  });

  test('disappears with its words and comes back where the server found them', () => {
    show(passageOn('need training'));
    const { text: line } = pointAt('Staff');
    line.delete(0, line.length);
    applyRemote();
    expect(reads()).toEqual([]);
    line.insert(0, 'Nurses need training.');
    applyRemote();
    show(passageOn('need training'));
    expect(reads()).toEqual(['need training']);
  });

  test('is drawn where Yjs has it, which keeps of like letters others than ProseMirror', () => {
    show(passageOn('need training'));
    const [from, line] = [at('training.'), pointAt('Staff').text];
    apply(state.tr.insertText('training', from, from + 'training.'.length));
    expect(reads()).toEqual(['need ']);
    written(() => line.delete(line.length - 1, 1));
    expect(reads()).toEqual(['need training']);
  });

  test('is of the letters that Yjs kept when its words were typed over by some like them', () => {
    show(passageOn('need training'));
    const [from, line] = [at('need'), pointAt('Staff').text];
    apply(state.tr.insertText('need trainings', from, from + 'need training'.length));
    expect(reads()).toEqual(['need trainings']);
    written(() => line.insert(line.length - 1, 's'));
    expect(reads()).toEqual(['need training']);
  });

  test('comes back with a change here that Yjs takes for no deletion of its words', () => {
    show(passageOn('need training'));
    const [from, line] = [at('Staff'), pointAt('Staff').text];
    const all = 'All staff need training.';
    apply(state.tr.insertText(all, from, from + 'Staff need training.'.length));
    expect(reads()).toEqual([]);
    written(() => {
      line.delete(0, 1);
      line.insert(0, 'All s');
    });
    expect(reads()).toEqual(['need training']);
  });

  test('stays on both halves of a paragraph that is split, also where its span has only one', () => {
    show(passageOn('need training'));
    const { text: line, offset } = pointAt('training');
    apply(state.tr.split(at('training')));
    written(() => {
      line.delete(offset, line.length - offset);
      fillParagraph('training.');
    });
    expect(reads()).toEqual(['need |training']);
  });

  test('is right where somebody else types the letter it ends with, or one like it within', () => {
    const { text: line } = pointAt('Staff');
    show(passageOn('St'), passageOn('ff', 2));
    remote({ text: line, offset: 4 }, 'f');
    expect(reads()).toEqual(['St', 'fff']);
    line.delete(3, 1);
    line.insert(5, 'f');
    applyRemote();
    expect(reads()).toEqual(['St', 'ff']);
  });

  test('is not looked for when one types elsewhere', () => {
    show(passageOn('need training'), passageOn('Equity', 2));
    resolved.mockClear();
    type('Safe', 'Very ');
    written(() => pointAt('Safe').text.insert(0, 'Very '));
    expect(reads()).toEqual(['need training', 'Equity']);
    expect(resolved).not.toHaveBeenCalled();
  });

  test('of a proposal is one, however many changes are drawn in it', () => {
    const proposed = { replaces: 'Staff need training.', wording: 'Nurses need much training.' };
    show({ ...passageOn('Staff need training.'), look: 'proposal', proposed });
    expect(reads()).toEqual(['Staff need training.']);
    apply(linking(state.tr, new Set([threadNo(1)])));
    remote(pointAt('Safe'), 'Very ');
    type('training', 'real ');
    expect(reads()).toEqual(['Staff need real training.']);
    show();
    expect(reads()).toEqual([]);
  });

  test('whose words are still on their way here stays where it was, and is on them when they have come', () => {
    show(passageOn('need training'));
    const here = text;
    text = new Y.Doc();
    Y.applyUpdate(text, Y.encodeStateAsUpdate(here));
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText('So does everybody else.')]);
    bodyOf(text).push([paragraph]);
    const moved = passageOn('everybody else');
    const there = Y.encodeStateAsUpdate(text);
    text = here;
    show(moved);
    expect(reads()).toEqual(['need training']);
    apply(linking(state.tr, new Set([threadNo(1)])));
    Y.applyUpdate(text, there);
    applyRemote();
    expect(reads()).toEqual(['everybody else']);
  });

  test('goes when its thread is not to be shown any more', () => {
    show(passageOn('need training'), passageOn('Equity', 2));
    show(passageOn('Equity', 2));
    expect(reads()).toEqual(['Equity']);
  });
});

test('of passages within one another the shortest is the innermost', () => {
  show(
    passageOn('Staff need training.', 1),
    passageOn('need training', 2),
    passageOn('training', 3),
  );
  expect(passagesAt(state, at('training') + 2)).toEqual([3, 2, 1].map(threadNo));
});

const headingType = schema.nodes['heading'] ?? schema.topNodeType;

function threadNo(number: number): ThreadId {
  return ThreadId.parse(`thread-number-${number}`);
}

function passageOn(words: string, number = 1): Passage {
  const start = pointAt(words);
  const end = { text: start.text, offset: start.offset + words.length };
  const selected = selectedBetween(bodyOf(text), start, end);
  if (selected === null) throw new Error(`Nothing to select in "${words}".`);
  const { bid } = selected;
  const span = { start: selected.start, end: selected.end, bid };
  return { thread: threadNo(number), number, span, look: 'open' };
}

function pointAt(words: string): Point {
  for (const line of textStarts(bodyOf(text)).keys()) {
    const offset = line.toString().indexOf(words);
    if (offset >= 0) return { text: line, offset };
  }
  throw new Error(`"${words}" is not in the text.`);
}

function at(words: string): number {
  let found = -1;
  state.doc.descendants((node, pos) => {
    const offset = node.text?.indexOf(words) ?? -1;
    if (offset >= 0) found = pos + offset;
  });
  return found;
}

function show(...passages: Passage[]): void {
  apply(showing(state.tr, passages, null));
}

function type(before: string, words: string): void {
  apply(state.tr.insertText(words, at(before)));
}

function remote({ text: line, offset }: Point, words: string): void {
  line.insert(offset, words);
  applyRemote();
}

/** As the binding does it after a change here. */
function written(write: () => void): void {
  text.transact(write);
  updated();
}

/** Into the place after the second paragraph. */
function fillParagraph(words: string): void {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(words)]);
  bodyOf(text).insert(2, [paragraph]);
}

/** As y-tiptap does it: one replacement of the whole text. */
function applyRemote(): void {
  const { content } = yXmlFragmentToProseMirrorRootNode(bodyOf(text), schema);
  const { tr } = state;
  apply(
    tr
      .replaceWith(0, state.doc.content.size, content)
      .setMeta(ySyncPluginKey, { isChangeOrigin: true }),
  );
}

function apply(transaction: Transaction): void {
  state = state.apply(transaction);
}

function reads(): string[] {
  return [...stretches(state).values()].map(({ from, to }) => state.doc.textBetween(from, to, '|'));
}
