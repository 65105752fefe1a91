/** Whoever sits at the page that is measured, and wrote every thread on it. */
import { AccountId } from '@gloss/shared/words/ids';
import type { Participant } from '@gloss/shared/words/participant';

export const lead: Participant = {
  account: AccountId.parse('bench-lead'),
  name: 'Lea Lead',
  organisation: 'Bench',
  role: 'lead',
  colour: 1,
};
