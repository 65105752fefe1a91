/**
 * Thousands of annotations under revised texts, without a network: the real policy, held against what its two versions say;
 * a paper at two moments of its writing; and the sample strategy under a seeded reviser (reviser.ts), whose book says what
 * became of each word. Nothing here was tuned on the last two. Two controls: nobody says where words went, and threads put where others belong.
 */
import { readFileSync } from 'node:fs';

import { resolveSpan } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import type { JSONContent } from '@gloss/shared/text/content';
import { charactersOf, lineOf } from '@gloss/shared/text/reading';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { dice } from '../../stage/dice.ts';
import { report, triesOf } from '../../stage/proof.ts';
import { annotationsOn, stretchOf } from './annotations.ts';
import { Book } from './book.ts';
import type { Fates } from './fates.ts';
import { fatesOf } from './fates.ts';
import { Oracle } from './oracle.ts';
import { isThere as isPaperThere, paperAt } from './paper.ts';
import { draft, final, isThere } from './policy.ts';
import type { Line } from './reviser.ts';
import { Reviser } from './reviser.ts';
import { contentOf, Revising } from './revising.ts';

const first = Number(process.env['SEED'] ?? 1);
const rounds = triesOf('REVISIONS', { short: 3, full: 20 });
const seeds = Array.from({ length: rounds }, (_, at) => first + at);
const each = triesOf('ANNOTATIONS', { short: 500, full: 1000 });
const title = `(${rounds} times ${each} annotations from seed ${first} on)`;

const sample = new URL('../../../server/src/sample/strategy.md', import.meta.url);

test.skipIf(!isThere)(`[I4] [I5] a real policy and its final version ${title}`, async () => {
  const [before, after] = [await contentOf(draft), await contentOf(final)];
  expectFew(sumOf(await revisedAs(before, after), 'threads under a revised policy, many'));
});

test.skipIf(!isPaperThere)(
  `[I4] [I5] a real paper at two moments of its writing ${title}`,
  async () => {
    const [before, after] = [paperAt(0.5), paperAt(0.75)];
    const name = 'threads under a paper that is written on';
    expectFew(sumOf(await revisedAs(before, after), name));
  },
);

test(`[I4] [I5] a strategy and somebody who revises all of it ${title}`, async () => {
  const [all, blind]: [Fates[], Fates[]] = [[], []];
  const lines = await sampleLines();
  for (const seed of seeds) {
    all.push(await revisedBy(lines, seed));
    if (seed < first + 3) blind.push(await revisedBy(lines, seed, { isBlind: true }));
  }
  const sum = sumOf(all, 'threads under a rewritten strategy');
  expectFew(sum);
  const seen = sumOf(all.slice(0, blind.length));
  expect(sumOf(blind).partlyLost.length).toBeGreaterThan(seen.partlyLost.length * 1.5);
});

test(`[I5] the control, threads put where others belong, is seen (seed ${first})`, async () => {
  const { onWrongWords } = await revisedBy(await sampleLines(), first, { shift: 10 });
  expect(onWrongWords.length).toBeGreaterThan(each / 2);
});

/** A text of which nobody kept book, and what it became. */
async function revisedAs(before: JSONContent, after: JSONContent): Promise<Fates[]> {
  const all: Fates[] = [];
  let oracle: Oracle | undefined;
  for (const seed of seeds) {
    const room = await Revising.of(before);
    const { words } = room;
    await room.annotates(annotationsOn(room.text, each, dice(seed)));
    await room.bringsIn(after);
    oracle ??= new Oracle(words, room.words);
    all.push(fatesOf(room.text, room.followed, oracle));
  }
  return all;
}

/** For controls. `shift`: each thread is put at the place of the one so many further on. */
interface Control {
  readonly isBlind?: boolean;
  readonly shift?: number;
}

async function revisedBy(
  lines: readonly Line[],
  seed: number,
  { isBlind = false, shift = 0 }: Control = {},
): Promise<Fates> {
  const chance = dice(seed);
  const reviser = new Reviser(lines, chance);
  const room = await Revising.of(reviser.draft);
  const before = room.words;
  await room.annotates(annotationsOn(room.text, each, chance));
  const { content, origins } = reviser.revised();
  await room.bringsIn(content, isBlind);
  const { followed, text } = room;
  const line = lineOf(bodyOf(text));
  const other = new Map(followed.map(({ anchor }, at) => [anchor, followed[at + shift]?.anchor]));
  return fatesOf(text, followed, new Book(before, room.words, origins), (anchor) => {
    const passage = resolveSpan(text, (other.get(anchor) ?? anchor).span);
    return passage && stretchOf(line, passage);
  });
}

async function sampleLines(): Promise<Line[]> {
  const { text } = await Revising.of(await contentOf(readFileSync(sample, 'utf8')));
  return lineOf(bodyOf(text))
    .stretches.map((stretch) => ({
      kind: kindOf(stretch.text),
      words: charactersOf(stretch.text),
    }))
    .filter(({ words }) => /\p{L}/u.test(words));
}

function kindOf(text: Y.XmlText): Line['kind'] {
  for (let at: unknown = text.parent; at instanceof Y.XmlElement; at = at.parent) {
    if (at.nodeName === 'heading') return 'heading';
    if (at.nodeName === 'listItem') return 'item';
  }
  return 'paragraph';
}

function expectFew({ onWrongWords, whole, wholeLost, partly, partlyLost }: Fates): void {
  // Of a sentence that was rewritten a word or two may be left: `edited` says which.
  const [said, unsaid] = [
    onWrongWords.filter(isEdited),
    onWrongWords.filter((each) => !isEdited(each)),
  ];
  expect(unsaid).toEqual([]);
  expect(said.length, said.join('\n')).toBeLessThanOrEqual(Math.max(1, (rounds * each) / 2000));
  expect(whole).toBeGreaterThan((rounds * each) / 10);
  expect(wholeLost.length, wholeLost.join('\n')).toBeLessThanOrEqual(whole / 50);
  expect(partly).toBeGreaterThan((rounds * each) / 4);
  expect(partlyLost.length, partlyLost.join('\n')).toBeLessThanOrEqual(partly / 50);
}

function isEdited(told: string): boolean {
  return told.startsWith('edited');
}

/** All fates together. Under a name, they are in the table of proofs. */
function sumOf(all: readonly Fates[], name?: string): Fates {
  const added = (of: (fates: Fates) => number) => all.reduce((sum, fates) => sum + of(fates), 0);
  const states = {
    anchored: added(({ anchored }) => anchored),
    edited: added(({ edited }) => edited),
    moved: added(({ moved }) => moved),
    toConfirm: added(({ toConfirm }) => toConfirm),
    orphaned: added(({ orphaned }) => orphaned),
  };
  const sum = {
    ...states,
    onWrongWords: all.flatMap(({ onWrongWords }) => onWrongWords),
    askedInVain: all.flatMap(({ askedInVain }) => askedInVain),
    whole: added(({ whole }) => whole),
    wholeLost: all.flatMap(({ wholeLost }) => wholeLost),
    partly: added(({ partly }) => partly),
    partlyLost: all.flatMap(({ partlyLost }) => partlyLost),
  };
  const figures = {
    ...states,
    'on wrong words': sum.onWrongWords.length,
    'asked in vain': sum.askedInVain.length,
    'of whole words lost': `${sum.wholeLost.length} of ${sum.whole}`,
    'of half of them lost': `${sum.partlyLost.length} of ${sum.partly}`,
  };
  if (name !== undefined) report({ name, figures });
  if (name !== undefined) console.log(`${name}: ${JSON.stringify(figures)}`);
  return sum;
}
