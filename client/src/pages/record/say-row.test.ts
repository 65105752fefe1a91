import { AccountId } from '@gloss/shared/words/ids';
import type { RecordRow } from '@gloss/shared/words/record';
import { Did } from '@gloss/shared/words/record';
import { expect, test } from 'vitest';

import { sayWhat, sayWho } from './say-row.ts';

const ada = { account: AccountId.parse('account-ada'), name: 'Ada' };
const ben = { account: AccountId.parse('account-ben'), name: 'Ben' };

function row(did: RecordRow['did'], detail = '', about: RecordRow['about'] = null): RecordRow {
  return { key: 'acts-1', at: 0, did, by: ada, about, thread: null, detail };
}

test.each<[RecordRow, string]>([
  [row('decide', 'accepted-with-modification'), 'Decided: accepted with modification'],
  [row('appointed', 'editor', ben), 'Appointed Ben as editor'],
  [row('changed-role', 'lead', ben), 'Made Ben lead'],
  [row('assign', '', ben), 'Assigned it to Ben'],
  [row('assign'), 'Assigned it to nobody'],
  [row('set-status', 'in-review'), 'Set the status: in review'],
  [row('downloaded', 'record'), 'Downloaded this record'],
  [row('downloaded', 'a-later-form'), 'Downloaded a-later-form'],
  [row('removed', '', { ...ben, name: '' }), 'Removed Somebody no longer known'],
])('[O6] %#: a row is said in plain words', (given, words) => {
  expect(sayWhat(given)).toBe(words);
});

test('[O6] there are words for everything that can be on record', () => {
  for (const did of Did.options) expect(sayWhat(row(did, 'x', ben)), did).toMatch(/^[A-Z]/);
});

test('[O6] who did it is named; the house itself and those no longer known, too', () => {
  expect(sayWho(row('reply'))).toBe('Ada');
  expect(sayWho({ ...row('backed-up'), by: null })).toBe('Gloss');
  expect(sayWho({ ...row('reply'), by: { ...ada, name: '' } })).toBe('Somebody no longer known');
});
