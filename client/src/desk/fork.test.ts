import { bodyOf } from '@gloss/shared/text/body';
import { faceOf } from '@gloss/shared/text/compare';
import { contentOf } from '@gloss/shared/text/content';
import { block, heading, list, paragraph, passageOf, textOf } from '@gloss/shared/text/fixture';
import { elementOf } from '@gloss/shared/text/new-parts';
import { expect, test } from 'vitest';
import type * as Y from 'yjs';

import { wordsOf } from '../line/blocks.ts';
import type { KeptProposals } from '../line/kept-proposals.ts';
import type { Fork } from './fork.ts';
import { openFork } from './fork.ts';

const said = 'Care is human work and it needs people who listen to others every day.';

interface Forked {
  readonly shared: Y.Doc;
  readonly fork: Fork;
  kept(): KeptProposals | null;
}

function forked(
  shared: Y.Doc = textOf(paragraph(said)),
  before: KeptProposals | null = null,
): Forked {
  let kept = before;
  const fork = openFork({
    shared,
    epoch: 1,
    kept,
    keep: (now) => void (kept = now()),
    soon: (run) => run(),
  });
  return { shared, fork, kept: () => kept };
}

function writes(doc: Y.Doc, word: string, instead: string): void {
  const { text, offset } = passageOf(doc, word).start;
  doc.transact(() => {
    text.delete(offset, word.length);
    text.insert(offset, instead);
  });
}

const reads = (doc: Y.Doc): string => wordsOf(bodyOf(doc));
const mine = (fork: Fork): string[] => fork.changes().map((change) => change.mine);

test('what is written in it is a change, and the shared text stays as it is', () => {
  const { shared, fork } = forked();
  writes(fork.text().doc, 'human', 'hard');
  expect(mine(fork)).toEqual([said.replace('human', 'hard')]);
  expect(reads(shared)).toBe(said);
});

test('it follows the shared text, which is no change', () => {
  const { shared, fork } = forked();
  writes(fork.text().doc, 'human', 'hard');
  writes(shared, 'every', 'each');
  expect(reads(fork.text().doc)).toBe(said.replace('human', 'hard').replace('every', 'each'));
  expect(mine(fork)).toEqual([said.replace('every', 'each').replace('human', 'hard')]);
});

test('is told of once for each change, and not for what changes nothing', () => {
  const { shared, fork } = forked();
  let told = 0;
  fork.subscribe(() => (told += 1));
  writes(fork.text().doc, 'human', 'hard');
  expect(told).toBe(1);
  const before = fork.changes();
  shared.getMap('something else').set('a', 1);
  expect(told).toBe(1);
  expect(fork.changes()).toBe(before);
});

test('a change that is put back leaves the others', () => {
  const { fork } = forked();
  const { doc } = fork.text();
  writes(doc, 'human', 'very hard');
  writes(doc, 'every day', 'now and then');
  const [first, second] = fork.changes();
  expect(fork.putBack(second?.id ?? '')).toBe(true);
  expect(reads(doc)).toBe(said.replace('human', 'very hard'));
  expect(fork.putBack(first?.id ?? '')).toBe(true);
  expect(reads(doc)).toBe(said);
  expect(fork.changes()).toEqual([]);
});

test.each<[string, (body: Y.XmlFragment) => void]>([
  ['gone', (body) => body.delete(1, 2)],
  ['new', (body) => body.insert(1, [elementOf(heading(2, 'New')), elementOf(list('a', 'b'))])],
  [
    'another kind',
    (body) => {
      body.delete(1, 1);
      body.insert(1, [elementOf(block('bulletList', block('listItem', paragraph('Two.'))))]);
    },
  ],
  ['at the beginning, and gone', (body) => body.delete(0, 1)],
])('blocks that are %s are put back from outside of the text', (_what, write) => {
  const shared = textOf(paragraph('One.'), paragraph('Two.'), list('x', 'y'), paragraph('End.'));
  const { fork } = forked(shared);
  const { doc } = fork.text();
  doc.transact(() => write(bodyOf(doc)));
  const [change, ...others] = fork.changes();
  expect([change?.blocks?.op, others]).toEqual([expect.any(String), []]);
  expect(fork.putBack(change?.id ?? '')).toBe(true);
  expect(faceOf(contentOf(bodyOf(doc)))).toBe(faceOf(contentOf(bodyOf(shared))));
  expect(fork.changes()).toEqual([]);
});

test('new blocks in a list that others deleted meanwhile are kept as words', () => {
  const { shared, fork } = forked(textOf(paragraph('One.'), list('x', 'y')));
  const own = bodyOf(fork.text().doc).get(1) as Y.XmlElement;
  own.insert(2, list('z').content?.map((item) => elementOf(item)) ?? []);
  expect(fork.changes()).toMatchObject([{ is: 'added', mine: 'z' }]);
  bodyOf(shared).delete(1, 1);
  expect(fork.changes()).toMatchObject([{ is: 'loose', mine: 'z' }]);
});

test('what was proposed is no change any more; after the last of it the text is the shared one', () => {
  const { fork, kept } = forked();
  const { doc } = fork.text();
  writes(doc, 'human', 'very hard');
  writes(doc, 'every day', 'now and then');
  const [first, second] = fork.changes();
  fork.proposed(new Set([first?.id ?? '']));
  expect(fork.changes()).toEqual([second]);
  fork.proposed(new Set([second?.id ?? '']));
  expect(fork.changes()).toEqual([]);
  expect(fork.text().doc).not.toBe(doc);
  expect(reads(fork.text().doc)).toBe(said);
  expect(kept()).toBeNull();
});

test('what is kept of it opens again as it was', () => {
  const { shared, fork, kept } = forked();
  writes(fork.text().doc, 'human', 'hard');
  writes(shared, 'every', 'each');
  const left = fork.leave();
  expect(left).toEqual(kept());
  const again = forked(shared, left);
  expect(mine(again.fork)).toEqual([said.replace('every', 'each').replace('human', 'hard')]);
});

test('words in a block that others delete are not lost with it', () => {
  const { shared, fork } = forked(textOf(paragraph('One.'), paragraph('Two and three.')));
  writes(fork.text().doc, 'three', 'many more');
  bodyOf(shared).delete(1, 1);
  expect(fork.changes()).toMatchObject([{ is: 'loose', mine: 'Two and many more.' }]);
  fork.putBack(fork.changes()[0]?.id ?? '');
  expect(fork.changes()).toEqual([]);
});

test('nothing is kept of what was given up', () => {
  const { fork, kept } = forked();
  writes(fork.text().doc, 'human', 'hard');
  expect(kept()).not.toBeNull();
  fork.discard();
  expect(kept()).toBeNull();
  expect(reads(fork.text().doc)).toBe(said);
});
