import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { readQuote } from './anchor.ts';
import { bodyOf } from './body.ts';
import type { JSONContent } from './content.ts';
import { dice, heading, list, paragraph, passageOf, textOf } from './fixture.ts';
import { findQuote } from './quote.ts';

const before = 'Staff need training before tools arrive, not after.';
const amber = 'The quick amber fox should jump over the very lazy dog, said the old report.';
const after = 'We will judge success by the hours returned to care.';

/** Looks, in a text of `now`, for what `wanted` was in a text of `was`. */
function refound(wanted: string, was: readonly JSONContent[], now: readonly JSONContent[]) {
  const old = textOf(...was);
  const { start, end } = passageOf(old, wanted);
  const quote = readQuote(bodyOf(old), start, end);
  const body = bodyOf(textOf(...now));
  const found = findQuote(body, quote);
  return found && { ...found, ...readQuote(body, found.start, found.end), is: found.exact };
}

const was = [paragraph(before), paragraph(amber), paragraph(after)];

test.each([
  ['unchanged', was],
  [
    'Enter before it',
    [paragraph(before), paragraph('The quick '), paragraph(amber.slice(10)), paragraph(after)],
  ],
  [
    'Enter after it',
    [
      paragraph(before),
      paragraph(amber.slice(0, 19)),
      paragraph(amber.slice(19)),
      paragraph(after),
    ],
  ],
  ['joined with the block before', [paragraph(before + amber), paragraph(after)]],
  ['made a heading', [paragraph(before), heading(2, amber), paragraph(after)]],
  ['made a list item', [paragraph(before), list(amber), paragraph(after)]],
  ['moved to the end', [paragraph(before), paragraph(after), paragraph(amber)]],
])('a short passage is found again: %s', (_how, now) => {
  expect(refound('amber fox', was, now)).toMatchObject({ exact: 'amber fox', is: true, score: 1 });
});

test.each([
  [
    'its words are gone',
    [paragraph(before), paragraph(amber.replace('amber fox', 'cat')), paragraph(after)],
  ],
  [
    'its words stand elsewhere in another sentence',
    [paragraph('Some amber fox came.'), paragraph(after)],
  ],
  ['one of its words changed', [paragraph(before), paragraph(amber.replace('amber', 'umber'))]],
])('a short passage is not found: %s', (_how, now) => {
  expect(refound('amber fox', was, now)).toBeNull();
});

test('a whole short block is found when it is joined to another', () => {
  expect(refound('Listen', [heading(2, 'Listen')], [paragraph('Then. Listen')])?.exact).toBe(
    'Listen',
  );
});

test('of two places the one with the same words around it is taken', () => {
  const twice = [
    paragraph('Trusts will publish a yearly report on safety.'),
    paragraph('Boards will publish a yearly report on money.'),
  ];
  const found = refound('will publish a yearly report on', [...twice], [...twice].toReversed());
  expect(found).toMatchObject({ is: true, prefix: 'Trusts ', suffix: ' safety.' });
});

test('of two equal places the nearest to where it stood is taken, and not for certain', () => {
  const same = 'Providers will publish a plain summary every year.';
  const doc = textOf(paragraph(same), paragraph(before), paragraph(after), paragraph(same));
  const body = bodyOf(doc);
  const last = body.get(3);
  const near = body.get(2);
  const { start, end } = passageOf(doc, 'publish a plain summary every');
  const quote = readQuote(body, start, end);
  const hint = near instanceof Y.XmlElement ? near.getAttribute('bid') : undefined;
  const found = findQuote(body, quote, hint as Parameters<typeof findQuote>[2]);
  expect(found?.start.text.parent).toBe(last);
  expect(found).toMatchObject({ exact: false, score: 1 });
});

test('a long passage with a word changed is found, and not for certain', () => {
  const now = [paragraph(after), paragraph(amber.replace('very lazy', 'rather lazy'))];
  const found = refound('quick amber fox should jump over the very lazy dog', was, now);
  expect(found?.exact).toBe('quick amber fox should jump over the rather lazy dog');
  expect(found?.is).toBe(false);
  expect(found?.score).toBeGreaterThan(0.8);
});

test('a long passage that was rewritten is not found', () => {
  const now = [
    paragraph(before),
    paragraph('A swift brown animal leapt across something asleep.'),
    paragraph(after),
  ];
  expect(refound('quick amber fox should jump over the very lazy dog', was, now)).toBeNull();
});

const stock =
  'care people safety evidence board report tool staff patient equity review data'.split(' ');

/** Some paragraphs of forty words each. */
function prose(paragraphs: number, seed: number): string[] {
  const roll = dice(seed);
  const word = () => `${stock[roll(stock.length)]}${roll(900)}`;
  return Array.from({ length: paragraphs }, () => Array.from({ length: 40 }, word).join(' '));
}

test('a passage of many blocks with words changed in its middle is found', () => {
  const lines = prose(12, 3);
  const changed = lines.map((line, at) => (at === 5 ? line.replaceAll('care', 'help') : line));
  const wanted = lines.slice(2, 9).join('\n');
  const now = [paragraph('Put in front.'), ...changed.map((line) => paragraph(line))];
  const found = refound(
    wanted,
    lines.map((line) => paragraph(line)),
    now,
  );
  expect(found?.exact).toBe(changed.slice(2, 9).join('\n'));
  expect(found?.is).toBe(false);
});

test('random passages of a text whose blocks were shuffled are found where their words are', () => {
  const lines = prose(30, 11);
  const roll = dice(5);
  const shuffled = lines.toSorted((one, other) => one.slice(7).localeCompare(other.slice(7)));
  const then = lines.map((line) => paragraph(line));
  const now = shuffled.map((line) => paragraph(line));
  for (let round = 0; round < 40; round += 1) {
    const line = lines[roll(lines.length)] ?? '';
    const from = roll(line.length - 60);
    const wanted = line.slice(from, from + 30 + roll(30));
    expect(refound(wanted, then, now)).toMatchObject({ exact: wanted, is: true });
  }
});
