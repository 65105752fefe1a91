import { bodyOf } from '@gloss/shared/text/body';
import {
  dice,
  heading,
  list,
  paragraph,
  passageOf,
  table,
  textOf,
} from '@gloss/shared/text/fixture';
import { textStarts } from '@gloss/shared/text/positions';
import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';

import { changesInFork, compared } from './fork-changes.ts';

function forkOf(...words: string[]): { shared: Y.Doc; own: Y.Doc } {
  const shared = textOf(heading(1, 'A strategy'), ...words.map((each) => paragraph(each)));
  const own = new Y.Doc();
  Y.applyUpdate(own, Y.encodeStateAsUpdate(shared));
  return { shared, own };
}

const changed = (shared: Y.Doc, own: Y.Doc) =>
  changesInFork(shared, own).map(({ is, before, mine }) => [is, before, mine]);

test('the same text changes nothing', () => {
  const { shared, own } = forkOf('Care is human work.');
  expect(changesInFork(shared, own)).toEqual([]);
});

test('changes at two places of a block are two, each with the rest as it is', () => {
  const said = 'Care is human work and it needs people who listen to others every day.';
  const { shared, own } = forkOf(said);
  const { text, offset } = passageOf(own, 'human').start;
  text.delete(offset, 5);
  text.insert(offset, 'hard');
  const there = passageOf(own, 'every').start;
  there.text.insert(there.offset, 'nearly ');
  expect(changed(shared, own)).toEqual([
    ['changed', said, said.replace('human', 'hard')],
    ['changed', said, said.replace('every', 'nearly every')],
  ]);
});

test('a change keeps its id while another is made beside it in another block', () => {
  const { shared, own } = forkOf('One two three.', 'Four five six.');
  const { text, offset } = passageOf(own, 'five').start;
  text.insert(offset, 'more than ');
  const [before] = changesInFork(shared, own);
  const first = passageOf(own, 'two').start;
  first.text.insert(first.offset, 'or ');
  expect(changesInFork(shared, own).map(({ id }) => id)).toContain(before?.id);
});

test('a block that is gone is one change that leaves no words', () => {
  const { shared, own } = forkOf('One.', 'Two.');
  bodyOf(own).delete(2, 1);
  expect(changed(shared, own)).toEqual([['changed', 'Two.', '']]);
});

test('new paragraphs stand beside the block they follow', () => {
  const { shared, own } = forkOf('One.');
  const added = new Y.XmlElement('paragraph');
  added.setAttribute('bid', 'new-block-1');
  added.insert(0, [new Y.XmlText('Two.')]);
  bodyOf(own).insert(2, [added]);
  expect(changed(shared, own)).toEqual([['added', '', 'Two.']]);
});

test('blocks in which nothing was written since are not read again', () => {
  const { shared, own } = forkOf(...Array.from({ length: 500 }, (_, at) => `Paragraph ${at}.`));
  const comparison = compared(shared, own);
  const read = vi.spyOn(Y.XmlElement.prototype, 'toJSON');
  expect(comparison.changes()).toEqual([]);
  // Each once in either text: the control of what follows.
  expect(read).toHaveBeenCalledTimes(2 * bodyOf(own).length);
  read.mockClear();
  passageOf(own, 'Paragraph 250').start.text.insert(9, 's');
  Y.applyUpdate(own, appended(shared, 'Paragraph 400', ' Really.'));
  expect(comparison.changes()).toHaveLength(1);
  expect(comparison.changes()).toHaveLength(1);
  // What differs is read each time, in either text.
  expect(read).toHaveBeenCalledTimes(2 + 2 * 2);
  read.mockRestore();
});

test.each([1, 2, 3, 4, 5, 6])(
  'however both texts change, what was compared before makes no difference: seed %i',
  (seed) => {
    const chance = dice(seed);
    const paragraphs = Array.from({ length: 8 }, (_, at) =>
      paragraph(`Paragraph ${at} has words.`),
    );
    const shared = textOf(list('One', 'Two'), table(['a', 'b'], ['c', 'd']), ...paragraphs);
    const own = new Y.Doc();
    Y.applyUpdate(own, Y.encodeStateAsUpdate(shared));
    shared.on('update', (update: Uint8Array) => Y.applyUpdate(own, update));
    const comparison = compared(shared, own);
    for (let round = 0; round < 60; round += 1) {
      changeAnywhere(chance(3) === 0 ? shared : own, chance);
      expect(comparison.changes().map(unnamed)).toEqual(changesInFork(shared, own).map(unnamed));
    }
    comparison.stop();
  },
);

/** Words without a place have a name by chance. */
function unnamed(change: ReturnType<typeof changesInFork>[number]) {
  return { ...change, id: change.is === 'loose' ? '' : change.id };
}

function appended(doc: Y.Doc, behind: string, words: string): Uint8Array {
  const before = Y.encodeStateVector(doc);
  const { text, offset } = passageOf(doc, behind).end;
  text.insert(offset, words);
  return Y.encodeStateAsUpdate(doc, before);
}

function changeAnywhere(doc: Y.Doc, chance: (below: number) => number): void {
  const body = bodyOf(doc);
  const texts = [...textStarts(body).keys()];
  const text = texts[chance(texts.length)];
  const acts = [
    () => text?.insert(chance(text.length + 1), 'xyz '),
    () => text && text.length > 3 && text.delete(0, 3),
    () => text && text.length > 1 && text.format(0, 1, { bold: chance(2) === 0 ? {} : null }),
    () => body.length > 3 && body.delete(chance(body.length), 1),
    () => {
      const block = new Y.XmlElement('paragraph');
      block.setAttribute('bid', `new-${chance(1_000_000)}`);
      block.insert(0, [new Y.XmlText('New words.')]);
      body.insert(chance(body.length), [block]);
    },
    () => {
      const block = text?.parent;
      if (block instanceof Y.XmlElement) block.setAttribute('align', `${chance(3)}`);
    },
  ];
  acts[chance(acts.length)]?.();
}
