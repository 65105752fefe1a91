import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { Flow, Spent } from './flow.ts';
import { defaultLimits } from './limits.ts';

const limits = { ...defaultLimits, updatesPerSecond: 10, presencePerSecond: 10 };

beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => vi.useRealTimers());

function flowOf(account = new Spent(2), within = limits) {
  const did: string[] = [];
  const line = { pause: () => void did.push('pause'), resume: () => void did.push('resume') };
  return { did, flow: new Flow(line, account, within, () => Date.now()) };
}

function takes(flow: Flow, count: number, bytes = 30): boolean[] {
  return Array.from({ length: count }, () => flow.take('update', bytes));
}

test('a burst passes; beyond it the socket is read again once the rate allows', () => {
  const { did, flow } = flowOf();
  takes(flow, 80);
  expect(did).toEqual([]);
  takes(flow, 20);
  expect([did, flow.isWaiting]).toEqual([['pause'], true]);
  vi.advanceTimersByTime(1900);
  expect(did).toEqual(['pause']);
  vi.advanceTimersByTime(200);
  expect([did, flow.isWaiting]).toEqual([['pause', 'resume'], false]);
});

test('only what would wait for most of a minute is a flood', () => {
  const { flow } = flowOf();
  const taken = takes(flow, 500);
  expect([taken.indexOf(false), taken.lastIndexOf(true)]).toEqual([480, 479]);
});

test('updates and talk are counted apart, bytes together', () => {
  const { did, flow } = flowOf();
  takes(flow, 80);
  for (let each = 0; each < 80; each++) flow.take('talk', 30);
  expect(did).toEqual([]);
  flow.take('talk', limits.bytesPerSecond * 9);
  expect(did).toEqual(['pause']);
});

test('two sockets of one account may send what both may; a third waits for them', () => {
  const account = new Spent(2);
  const [one, two, three] = [flowOf(account), flowOf(account), flowOf(account)];
  takes(one.flow, 80);
  takes(two.flow, 80);
  expect([one.did, two.did]).toEqual([[], []]);
  takes(three.flow, 1);
  expect(three.did).toEqual(['pause']);
});

test('who keeps the server busy is read more slowly, at once and in proportion', () => {
  const { did, flow } = flowOf();
  const busyFor = (ms: number) => flow.during(() => vi.setSystemTime(Date.now() + ms));
  busyFor(700);
  expect(did).toEqual([]);
  busyFor(300);
  expect(did).toEqual(['pause']);
  vi.advanceTimersByTime(1000);
  expect(did).toEqual(['pause']);
  vi.advanceTimersByTime(1000);
  expect(did).toEqual(['pause', 'resume']);
});

test('coming back on a new socket is no way around it', () => {
  const account = new Spent(2);
  const [before, other] = [flowOf(account), flowOf(account)];
  before.flow.during(() => vi.setSystemTime(Date.now() + 3000));
  before.flow.end();
  const again = flowOf(account);
  expect([again.did, again.flow.isWaiting]).toEqual([['pause'], true]);
  expect(other.did).toEqual([]);
  vi.advanceTimersByTime(10_000);
  expect(again.did).toEqual(['pause', 'resume']);
});

test('no limit is none', () => {
  const none = { ...limits, updatesPerSecond: Infinity, bytesPerSecond: Infinity };
  const { did, flow } = flowOf(new Spent(2), none);
  expect(takes(flow, 10_000, 1_000_000).includes(false)).toBe(false);
  expect(did).toEqual([]);
});

test('a socket that ends is read again', () => {
  const { did, flow } = flowOf();
  takes(flow, 100);
  flow.end();
  expect(did).toEqual(['pause', 'resume']);
});
