import { refusalSentences } from '@gloss/shared/words/refusal';
import { expect, test } from 'vitest';

import { statuses } from './refusals.ts';

test('every refusal has a status that says it is one', () => {
  expect(Object.keys(statuses).toSorted()).toEqual(Object.keys(refusalSentences).toSorted());
  for (const status of Object.values(statuses)) expect(status).toBeGreaterThanOrEqual(400);
});

test('a draft of others reads as one that does not exist', () => {
  expect(statuses['no-such-draft']).toBe(404);
});

test('who may sign in again is told apart from who may not do this', () => {
  expect([statuses['not-signed-in'], statuses['link-spent']]).toEqual([401, 401]);
  expect([statuses['not-your-role'], statuses['not-yours']]).toEqual([403, 403]);
});
