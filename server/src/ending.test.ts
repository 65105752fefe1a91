import { EventEmitter } from 'node:events';
import { writeSync } from 'node:fs';

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { endOnSignals } from './ending.ts';
import type { House } from './house.ts';
import { JournalError } from './journal/journal-error.ts';

vi.mock(import('node:fs'), async (original) => ({ ...(await original()), writeSync: vi.fn() }));

/** What a process hears, and the codes with which it would have ended: what comes after the first one never happens. */
let heard: EventEmitter;
let codes: unknown[];
const said = () => vi.mocked(writeSync).mock.calls.map(([, words]) => words);

beforeEach(() => {
  vi.useFakeTimers();
  vi.mocked(writeSync).mockReset();
  heard = new EventEmitter();
  codes = [];
  for (const way of ['on', 'once'] as const)
    vi.spyOn(process, way).mockImplementation(((signal: string, listener: () => void) =>
      heard[way](signal, listener)) as unknown as typeof process.on);
  vi.spyOn(process, 'exit').mockImplementation(
    ((code: unknown) => void codes.push(code)) as unknown as typeof process.exit,
  );
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A house that is open and closes when the test says so. @returns how often it was asked to, and how to let it close. */
function openHouse() {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const close = vi.fn<House['close']>(() => promise);
  endOnSignals().closing({ close });
  return { close, isClosed: resolve, cannotClose: reject };
}

test('[E6] a signal is an orderly end with 0, however long it takes within its ten seconds', async () => {
  const { close, isClosed } = openHouse();
  heard.emit('SIGTERM');
  await vi.advanceTimersByTimeAsync(9999);
  expect(codes).toEqual([]);
  isClosed();
  await vi.advanceTimersByTimeAsync(0);
  expect(codes).toEqual([0]);
  expect(close).toHaveBeenCalledOnce();
  expect(said()).toEqual([]);
});

test('[E6] the same Ctrl-C heard twice, from the terminal and from the launcher, is one', async () => {
  const { close } = openHouse();
  heard.emit('SIGINT');
  await vi.advanceTimersByTimeAsync(999);
  heard.emit('SIGINT');
  heard.emit('SIGTERM');
  expect(codes).toEqual([]);
  expect(close).toHaveBeenCalledOnce();
});

test.each(['SIGINT', 'SIGTERM'])(
  '[G1] a later %s is somebody’s impatience: the end is at once, with 1 and a sentence',
  async (signal) => {
    openHouse();
    heard.emit('SIGINT');
    await vi.advanceTimersByTimeAsync(1000);
    expect(codes).toEqual([]);
    heard.emit(signal);
    expect(codes).toEqual([1]);
    expect(said()).toEqual(['Gloss was cut short; what was saved is saved.\n']);
  },
);

test('[G1] an end that takes longer than ten seconds is cut off, with 1 and a sentence', async () => {
  openHouse();
  heard.emit('SIGTERM');
  await vi.advanceTimersByTimeAsync(9999);
  expect(codes).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(codes).toEqual([1]);
  expect(said()).toEqual(['Gloss did not end in time; what was saved is saved.\n']);
});

test('[E8] an end whose last write the disk refuses is none with 0, and says why', async () => {
  const { cannotClose } = openHouse();
  heard.emit('SIGTERM');
  cannotClose(new JournalError('full', 'no space'));
  await vi.advanceTimersByTimeAsync(0);
  expect(codes).toEqual([1]);
  expect(said()).toEqual([expect.stringMatching(/^Gloss stops, because the disk .* is full\./)]);
});

test('[E6] while nothing is open the end is at once, with 0', () => {
  // What stands behind it would go on with a house that is not there.
  vi.mocked(process.exit).mockImplementation((code) => {
    throw new Error(`ended with ${code}`);
  });
  endOnSignals();
  expect(() => heard.emit('SIGINT')).toThrow('ended with 0');
});
