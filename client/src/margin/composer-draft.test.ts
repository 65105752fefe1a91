import type { Selected } from '@gloss/shared/words/anchor';
import { expect, test } from 'vitest';

import { composedAct, emptyComposer, holdsWords, missingIn } from './composer-draft.ts';
import { anchored } from './thread.fixture.ts';

const { span, quote } = anchored();
const selected: Selected = { ...span, quote };
const written = { ...emptyComposer, body: { text: 'Which threshold?', chosen: {} } };
const sent = { body: 'Which threshold?', labels: ['Evidence'] };

test('a comment needs words, a proposal needs other wording', () => {
  expect(missingIn(emptyComposer, selected)).toBe('body');
  expect(missingIn(written, null)).toBeNull();
  const proposal = { ...emptyComposer, mode: 'propose' as const };
  expect(missingIn(proposal, selected)).toBe('wording');
  expect(missingIn({ ...proposal, wording: '' }, selected)).toBeNull();
});

test('a proposal becomes the act with the wording, a comment the act without', () => {
  const proposal = { ...written, mode: 'propose' as const, wording: 'for all' };
  expect(composedAct(proposal, selected, sent)).toMatchObject({
    act: 'propose',
    wording: 'for all',
  });
  expect(composedAct(written, null, sent)).toEqual({
    act: 'annotate',
    body: 'Which threshold?',
    type: 'general',
    labels: ['Evidence'],
  });
});

test('an untouched composer holds nothing that would be missed', () => {
  expect(holdsWords(emptyComposer)).toBe(false);
  expect(holdsWords(written)).toBe(true);
  expect(holdsWords({ ...emptyComposer, wording: '' })).toBe(true);
});
