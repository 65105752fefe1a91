import { selectedBetween } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import { fillBody } from '@gloss/shared/text/content';
import type { Point } from '@gloss/shared/text/positions';
import { textStarts } from '@gloss/shared/text/positions';
import { schema } from '@gloss/shared/text/schema';
import { ThreadId } from '@gloss/shared/words/ids';
import { EditorState } from '@tiptap/pm/state';
import type { Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey, yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';

import type { Passage } from './passage.ts';
import {
  linking,
  passagesAt,
  passagesPlugin,
  resolverIn,
  showing,
  stretches,
} from './passages-plugin.ts';

let text: Y.Doc;
let state: EditorState;
const resolved = vi.fn<() => void>();

beforeEach(() => {
  text = new Y.Doc();
  fillBody(text, {
    type: 'doc',
    content: ['Safe and fair to everyone.', 'Staff need training.', 'Equity comes first.'].map(
      (words) => ({ type: 'paragraph', content: [{ type: 'text', text: words }] }),
    ),
  });
  const resolver = resolverIn(text);
  state = EditorState.create({
    doc: yXmlFragmentToProseMirrorRootNode(bodyOf(text), schema),
    plugins: [
      passagesPlugin(() => {
        const resolve = resolver();
        return (passage) => {
          resolved();
          return resolve(passage);
        };
      }),
    ],
  });
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
