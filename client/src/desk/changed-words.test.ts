import { expect, test } from 'vitest';

import { aroundChange, changedWords } from './changed-words.ts';

const care = 'Care is human work.';

const cases: [string, string, string, string][] = [
  ['a word in another’s place', 'Care is kind work.', 'human', 'kind'],
  ['a letter of a word', 'Care is humane work.', 'human', 'humane'],
  ['words at the end', 'Care is human work. Always.', 'work.', 'work. Always.'],
  ['words at the beginning', 'Good Care is human work.', 'Care', 'Good Care'],
  ['words between two others', 'Care is above all human work.', 'is', 'is above all'],
  ['a word less', 'Care is work.', 'human ', ''],
  [
    'two changes take what is between them',
    'Health is kind work.',
    'Care is human',
    'Health is kind',
  ],
  ['all of it', '', care, ''],
];

test.each(cases)('%s', (_what, now, exact, wording) => {
  const { from, to, words } = changedWords(care, now);
  expect([care.slice(from, to), words]).toEqual([exact, wording]);
  expect(care.slice(0, from) + words + care.slice(to)).toBe(now);
  expect(care.slice(from, to).trim()).not.toBe('');
});

test('of a long block only the change is shown, with what stands around it', () => {
  const long = 'word '.repeat(100);
  const { before, after } = aroundChange(`${long}human ${long}`, `${long}kind ${long}`);
  expect(before).toMatch(/^… (word )+human (word )+…$/);
  expect(after).toBe(before.replace('human', 'kind'));
  expect(before.length).toBeLessThan(230);
  expect(aroundChange(care, '')).toEqual({ before: care, after: '' });
  expect(aroundChange('', care)).toEqual({ before: '', after: care });
});

test('half a surrogate pair is never left behind', () => {
  const { from, to, words } = changedWords('Yes 😀.', 'Yes 😁.');
  expect(['Yes 😀.'.slice(from, to), words]).toEqual(['😀.', '😁.']);
});
