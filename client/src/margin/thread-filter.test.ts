import { expect, test, vi } from 'vitest';

import { keepCounts, passes } from './thread-filter.ts';
import { anchored, declined, lead, reviewer, said, thread } from './thread.fixture.ts';

const disposition = declined()!;
const contested = thread(1, {
  disposition,
  verdict: { is: 'contested', reason: 'No.', at: 3 },
});
const decided = thread(2, { disposition });
const orphan = thread(3, { anchor: anchored({ is: 'orphaned' }), opening: said(lead) });

test('a contested thread is open again', () => {
  expect(passes(contested, 'open', lead.account)).toBe(true);
  expect(passes(contested, 'decided', lead.account)).toBe(false);
});

test('what I opened and what is assigned to me is mine', () => {
  expect(passes(orphan, 'mine', lead.account)).toBe(true);
  expect(passes(thread(4, { assignee: lead }), 'mine', lead.account)).toBe(true);
  expect(passes(decided, 'mine', lead.account)).toBe(false);
});

test('what was found elsewhere for certain needs nobody to confirm it', () => {
  const at = (confirm: boolean) =>
    thread(5, { anchor: anchored({ is: 'moved', confirm, reads: 'for patients' }) });
  expect(passes(at(true), 'to-confirm', lead.account)).toBe(true);
  expect(passes(at(false), 'to-confirm', lead.account)).toBe(false);
  expect(passes(orphan, 'to-confirm', lead.account)).toBe(false);
});

test('each count is the number of threads that its filter shows', () => {
  expect(keepCounts(reviewer.account)([contested, decided, orphan])).toEqual({
    open: 2,
    decided: 1,
    mine: 2,
    'to-confirm': 0,
    orphaned: 1,
    all: 3,
  });
});

test('a change of one thread among thousands is counted by looking at that one', () => {
  const counted = vi.fn<() => void>();
  const counts = keepCounts(lead.account, counted);
  const many = Array.from({ length: 5000 }, (_, at) => thread(at + 1));
  expect(counts(many).open).toBe(5000);
  counted.mockClear();
  const one = many.with(2500, thread(2501, { disposition }));
  const now = counts(one);
  expect(now).toEqual(keepCounts(lead.account)(one));
  expect([now.open, now.decided]).toEqual([4999, 1]);
  expect(counted).toHaveBeenCalledTimes(2);
  expect(counts([...one])).toBe(now);
});
