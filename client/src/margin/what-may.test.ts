import { describe, expect, test } from 'vitest';

import { anchored, declined, editor, lead, reader, reviewer, thread } from './thread.fixture.ts';
import { mayWithdraw, whatMay } from './what-may.ts';

const open = thread(1);
const disposition = declined()!;
const decided = thread(2, { disposition });
const orphan = thread(3, { anchor: anchored({ is: 'orphaned' }) });

describe('what a screen offers', () => {
  test('to a reader is nothing', () => {
    const { account, role } = reader;
    expect(Object.values(whatMay(open, account, role))).not.toContain(true);
    expect(Object.values(whatMay(decided, account, role))).not.toContain(true);
  });

  test('only to a lead is to decide, and only what is open or contested', () => {
    expect(whatMay(open, lead.account, 'lead').decide).toBe(true);
    expect(whatMay(open, editor.account, 'editor').decide).toBe(false);
    expect(whatMay(decided, lead.account, 'lead').decide).toBe(false);
    const contested = { ...decided, verdict: { is: 'contested', reason: 'No.', at: 3 } as const };
    expect(whatMay(contested, lead.account, 'lead').decide).toBe(true);
  });

  test('to its author alone is to answer a decision, once', () => {
    expect(whatMay(decided, reviewer.account, 'reviewer').answer).toBe(true);
    expect(whatMay(decided, lead.account, 'lead').answer).toBe(false);
    const confirmed = { ...decided, verdict: { is: 'confirmed', at: 3 } as const };
    expect(whatMay(confirmed, reviewer.account, 'reviewer').answer).toBe(false);
  });

  test('is not to answer one’s own withdrawal', () => {
    const withdrawn = thread(4, { disposition: { ...disposition, as: 'withdrawn' } });
    expect(whatMay(withdrawn, reviewer.account, 'reviewer').answer).toBe(false);
  });

  test('to a reviewer is to reattach a thread of their own that lost its words or may have, and no other', () => {
    const unsure = thread(5, { anchor: anchored({ is: 'moved', confirm: true, reads: 'x' }) });
    const sure = thread(6, { anchor: anchored({ is: 'moved', confirm: false, reads: 'x' }) });
    expect(whatMay(unsure, reviewer.account, 'reviewer').reattach).toBe(true);
    expect(whatMay(unsure, reader.account, 'reviewer').reattach).toBe(false);
    expect(whatMay(sure, reviewer.account, 'reviewer').reattach).toBe(false);
    expect(whatMay(orphan, reviewer.account, 'reviewer').reattach).toBe(true);
    expect(whatMay(open, reviewer.account, 'reviewer').reattach).toBe(false);
    expect(whatMay(open, editor.account, 'editor').reattach).toBe(true);
  });

  test('is not to withdraw the opening of a decided thread', () => {
    expect(mayWithdraw(open, open.opening, reviewer.account, 'reviewer')).toBe(true);
    expect(mayWithdraw(decided, decided.opening, reviewer.account, 'reviewer')).toBe(false);
    expect(mayWithdraw(open, open.opening, lead.account, 'lead')).toBe(false);
  });
});
