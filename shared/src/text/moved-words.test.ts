import { expect, test } from 'vitest';

import type { Changed } from './moved-words.ts';
import { movedWords } from './moved-words.ts';

const sentence = 'Every trust names one of its leads for the care at home.';
const other = 'The pilot ends after a year, unless the minister asks for more.';

test('a sentence is found in another text, with the words that stand between its own', () => {
  const [old, revised] = [`${other} ${sentence}`, `Well, then. ${sentence} And so on.`];
  const [moved] = movedWords([all(old)], [all('Nothing of it is here.'), all(revised)]);
  expect(moved).toMatchObject({ from: 0, to: 1 });
  expect(readIn(revised, moved?.kept)).toBe(
    'every trust names one of its leads for the care at home',
  );
});

test('of a sentence that was reworded on the way, the words that stayed are told', () => {
  const revised = sentence.replace('one of its leads', 'two members of its leadership');
  const kept = movedWords([all(sentence)], [all(revised)]).map((each) =>
    readIn(revised, each.kept),
  );
  expect(kept).toContain('every trust names for the care at home');
});

test('a few words that stand everywhere are nothing that moved', () => {
  expect(
    movedWords([all('Because of the policy, nobody asks.')], [all('Part of the policy is good.')]),
  ).toEqual([]);
});

test('what stayed is looked for nowhere, and nothing is found in it', () => {
  const stays: Changed = { words: sentence, stretches: [] };
  expect(movedWords([stays], [all(sentence)])).toEqual([]);
  expect(movedWords([all(sentence)], [stays])).toEqual([]);
});

test('words that begin in too many places are looked for at none of them', () => {
  const copies = Array.from({ length: 40 }, () => all(sentence));
  expect(movedWords([all(sentence)], copies)).toEqual([]);
});

function all(words: string): Changed {
  return { words, stretches: [{ from: 0, to: words.length }] };
}

/** The kept stretches as the new text has them. */
function readIn(words: string, kept: readonly { after: number; length: number }[] = []): string {
  return kept
    .map(({ after, length }) => words.slice(after, after + length).trim())
    .join(' ')
    .toLowerCase();
}
