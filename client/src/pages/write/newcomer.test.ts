import { AccountId } from '@gloss/shared/words/ids';
import type { Participant } from '@gloss/shared/words/participant';
import { expect, test } from 'vitest';

import { newcomerIn } from './newcomer.ts';

const lead = person('account-1', 'Lead');
const asked = {
  name: ' Council ',
  email: 'c@example.org',
  organisation: '',
  role: 'reader',
} as const;
const link = 'http://localhost/enter#token';

test('the newcomer is who was not on the list before, under the name the house knows', () => {
  const council = person('account-2', 'Council director');
  expect(newcomerIn({ participants: [lead, council], link }, asked, [lead])).toEqual({
    account: council.account,
    name: 'Council director',
    link,
  });
});

test('somebody who took part already is no newcomer, and has the name that was asked for', () => {
  expect(newcomerIn({ participants: [lead], link }, asked, [lead])).toEqual({
    account: null,
    name: 'Council',
    link,
  });
});

function person(account: string, name: string): Participant {
  return { account: AccountId.parse(account), name, organisation: '', role: 'lead', colour: 1 };
}
