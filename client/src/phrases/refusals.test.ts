import { refusalSentences } from '@gloss/shared/words/refusal';
import { expect, test } from 'vitest';

import { refusals } from './en/refusals.ts';

test('every refusal has one sentence or more for people, none left over', () => {
  expect(Object.keys(refusals).toSorted()).toEqual(Object.keys(refusalSentences).toSorted());
  for (const sentence of Object.values(refusals)) expect(sentence).toMatch(/^[A-Z].{15,}\.$/);
});
