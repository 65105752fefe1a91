import { bodyOf } from '@gloss/shared/text/body';
import type { JSONContent } from '@gloss/shared/text/content';
import { contentOf } from '@gloss/shared/text/content';
import { heading, paragraph, passageOf, textOf, words } from '@gloss/shared/text/fixture';
import type * as named from '@gloss/shared/text/named-blocks';
import { namedBlocks } from '@gloss/shared/text/named-blocks';
import { elementOf } from '@gloss/shared/text/new-parts';
import { BlockId } from '@gloss/shared/words/ids';
import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';

import { openFork } from './fork.ts';

const looked = vi.hoisted(() => ({ count: 0 }));
vi.mock('@gloss/shared/text/named-blocks', async (original) => {
  const real = await original<typeof named>();
  const namedBlocks: typeof real.namedBlocks = (doc, bids) => {
    looked.count += 1;
    return real.namedBlocks(doc, bids);
  };
  return { ...real, namedBlocks };
});

const said = 'Care is human work and it needs people who listen every day.';

function forked() {
  const shared = textOf(heading(1, 'Aims'), paragraph(said), paragraph('The end.'));
  const soon = (run: () => void) => run();
  const fork = openFork({ shared, epoch: 1, kept: null, keep: () => {}, soon });
  const bid = BlockId.parse(bodyOf(shared).get(1) instanceof Y.XmlElement && bidAt(shared, 1));
  return { shared, fork, own: fork.text().doc, bid };
}

function bidAt(doc: Y.Doc, at: number): unknown {
  return (contentOf(bodyOf(doc)).content ?? [])[at]?.attrs?.['bid'];
}

/** As y-tiptap does it: what becomes another block is deleted, and the other one put in. */
function rebuilds(doc: Y.Doc, bid: BlockId, part: JSONContent): void {
  const named = namedBlocks(doc, [bid]);
  if (!named) throw new Error('It stands there.');
  doc.transact(() => {
    named.parent.delete(named.first, 1);
    named.parent.insert(named.first, [elementOf(part, bid)]);
  });
}

function writes(doc: Y.Doc, word: string, instead: string): void {
  const { text, offset } = passageOf(doc, word).start;
  doc.transact(() => {
    text.delete(offset, word.length);
    text.insert(offset, instead);
  });
}

function lines(doc: Y.Doc): string[] {
  const wordsIn = ({ text = '', content: within = [] }: JSONContent): string =>
    text + within.map(wordsIn).join('|');
  return (contentOf(bodyOf(doc)).content ?? []).map((part) => `${part.type}: ${wordsIn(part)}`);
}

test('[P6] a heading made of a paragraph has the words that others write in the paragraph', () => {
  const { shared, fork, own, bid } = forked();
  rebuilds(own, bid, heading(2, said));
  writes(shared, 'human', 'hard');
  writes(shared, 'every', 'each');
  const now = said.replace('human', 'hard').replace('every', 'each');
  expect(lines(own)[1]).toBe(`heading: ${now}`);
  expect(fork.changes()).toMatchObject([{ before: now, mine: now, blocks: { op: 'replace' } }]);
});

test('[P6] what was rebuilt and is the same again is no change, whatever others write in it', () => {
  const { shared, fork, own, bid } = forked();
  rebuilds(own, bid, paragraph(said));
  expect(fork.changes()).toEqual([]);
  writes(shared, 'human', 'hard');
  expect(fork.changes()).toEqual([]);
  expect(lines(own)).toEqual(lines(shared));
});

test('[P6] one’s own words in it stay, with their looks', () => {
  const { shared, own, bid } = forked();
  const [start, end] = ['Care is human work and it ', ' people who listen every day.'];
  rebuilds(own, bid, paragraph(start, words('wants', { type: 'bold' }), end));
  writes(shared, 'human', 'hard');
  expect(contentOf(bodyOf(own)).content?.[1]?.content).toMatchObject([
    { text: start.replace('human', 'hard') },
    { text: 'wants', marks: [{ type: 'bold' }] },
    { text: end },
  ]);
});

test('[P6] of a paragraph broken in two, each half has what others write in it', () => {
  const { shared, fork, own } = forked();
  const { text } = passageOf(own, 'Care').start;
  own.transact(() => {
    text.delete('Care is human work'.length, said.length - 'Care is human work'.length);
    bodyOf(own).insert(2, [
      elementOf(paragraph('and it needs people who listen every day.'), 'new-block'),
    ]);
  });
  writes(shared, 'listen', 'hear and listen');
  writes(shared, 'human', 'hard');
  expect(lines(own).slice(1, 3)).toEqual([
    'paragraph: Care is hard work',
    'paragraph: and it needs people who hear and listen every day.',
  ]);
  expect(fork.changes()).toHaveLength(1);
});

test('[P6] a block carried elsewhere takes along what others write in it', () => {
  const { shared, own, bid } = forked();
  own.transact(() => {
    const block = bodyOf(own).get(1);
    const copy = block instanceof Y.XmlElement ? block.clone() : null;
    bodyOf(own).delete(1, 1);
    if (copy instanceof Y.XmlElement) bodyOf(own).insert(2, [copy]);
  });
  expect(bidAt(own, 2)).toBe(bid);
  writes(shared, 'human', 'hard');
  expect(lines(own)[2]).toBe(`paragraph: ${said.replace('human', 'hard')}`);
});

test('[P6] where both have changed the same words, one’s own stay, and the change shows both', () => {
  const { shared, fork, own, bid } = forked();
  rebuilds(own, bid, heading(2, said.replace('human', 'heavy')));
  writes(shared, 'human', 'hard');
  expect(lines(own)[1]).toBe(`heading: ${said.replace('human', 'heavy')}`);
  expect(fork.changes()).toMatchObject([
    { before: said.replace('human', 'hard'), mine: said.replace('human', 'heavy') },
  ]);
});

test('[P6] where others write elsewhere, nothing of it is read again', () => {
  const { shared, own, bid } = forked();
  rebuilds(own, bid, heading(2, said));
  writes(shared, 'end', 'last');
  const before = looked.count;
  writes(shared, 'last', 'final');
  writes(shared, 'final', 'closing');
  expect(looked.count).toBe(before);
  writes(shared, 'human', 'hard');
  expect(looked.count).toBeGreaterThan(before);
  expect(lines(own)[1]).toBe(`heading: ${said.replace('human', 'hard')}`);
});
