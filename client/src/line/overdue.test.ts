import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { firstPatienceMs, noticeOverdue } from './overdue.ts';
import type { Happening } from './saved.ts';
import { after, begun } from './saved.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A line to which things happen, and how often it was given up. */
function line(writes = true) {
  let progress = begun(writes, 0);
  let givenUp = 0;
  const overdue = noticeOverdue(() => (givenUp += 1));
  return {
    happens(...happenings: Happening[]) {
      for (const happening of happenings) overdue.watch((progress = after(progress, happening)));
    },
    waits: (ms: number) => vi.advanceTimersByTime(ms),
    givenUp: () => givenUp,
  };
}

const connected = (socket: number): Happening => ({ is: 'connected', socket });
const sent = (message: number, socket = 1): Happening => ({ is: 'sent', socket, message });
const onDisk = (count: number, socket = 1): Happening => ({ is: 'acknowledged', socket, count });
const atWork = [connected(1), { is: 'synced' }, sent(1), onDisk(1)] as const;

test('an edit that is not acknowledged in time gives the line up', () => {
  const { happens, waits, givenUp } = line();
  happens(...atWork, { is: 'edited' }, sent(2));
  waits(firstPatienceMs - 1);
  expect(givenUp()).toBe(0);
  waits(1);
  expect(givenUp()).toBe(1);
});

test('a line on which nothing is owed is left alone', () => {
  const { happens, waits, givenUp } = line();
  happens(...atWork, { is: 'edited' }, sent(2), onDisk(2));
  waits(60_000);
  expect(givenUp()).toBe(0);
});

test('keys do not put the moment off, acknowledgements do', () => {
  const { happens, waits, givenUp } = line();
  happens(...atWork, { is: 'edited' }, sent(2));
  waits(3000);
  happens({ is: 'edited' }, sent(3), onDisk(2));
  waits(3000);
  expect(givenUp()).toBe(0);
  happens({ is: 'edited' }, sent(4));
  waits(2000);
  expect(givenUp()).toBe(1);
});

test('each vain wait doubles the next, until something is acknowledged', () => {
  const { happens, waits, givenUp } = line();
  happens(...atWork, { is: 'edited' }, sent(2));
  waits(5000);
  happens({ is: 'disconnected' }, connected(2), { is: 'synced' }, sent(1, 2));
  waits(9999);
  expect(givenUp()).toBe(1);
  waits(1);
  expect(givenUp()).toBe(2);
  happens({ is: 'disconnected' }, connected(3), { is: 'synced' }, sent(1, 3), onDisk(1, 3));
  happens({ is: 'edited' }, sent(2, 3));
  waits(5000);
  expect(givenUp()).toBe(3);
});

test('a server that does not even say what it has is given up, too, where something is unsent', () => {
  const { happens, waits, givenUp } = line();
  happens(connected(1), { is: 'edited' });
  waits(5000);
  expect(givenUp()).toBe(1);
});

test('whoever only reads waits for no acknowledgement', () => {
  const { happens, waits, givenUp } = line(false);
  happens(connected(1), { is: 'edited' });
  waits(60_000);
  expect(givenUp()).toBe(0);
});
