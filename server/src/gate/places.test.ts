import { person } from '@gloss/shared/rules/scene.fixture';
import { expect, test } from 'vitest';

import { defaultLimits } from './limits.ts';
import type { Limits } from './limits.ts';
import { Places } from './places.ts';

function placesOf(limits: Partial<Limits>, now = () => 0): Places {
  return new Places({ ...defaultLimits, ...limits }, now);
}

test('a house, and an address, hold so many sockets; one that closes makes room', () => {
  const places = placesOf({ sockets: 3, socketsPerAddress: 2 });
  const [first, second] = [places.take('a'), places.take('a')];
  expect([first, second].includes(null)).toBe(false);
  expect(places.take('a')).toBe(null);
  expect(places.take('b')).not.toBe(null);
  expect(places.take('c')).toBe(null);
  first?.();
  expect(places.taken).toBe(2);
  expect(places.take('a')).not.toBe(null);
});

test('an address may knock so often, and another one is not concerned', () => {
  let now = 0;
  const places = placesOf({ upgradesPerSecond: 1 }, () => now);
  const knocks = (address: string) => {
    const leave = places.take(address);
    leave?.();
    return leave !== null;
  };
  expect(Array.from({ length: 41 }, () => knocks('a')).indexOf(false)).toBe(40);
  expect(knocks('b')).toBe(true);
  now += 1000;
  expect([knocks('a'), knocks('a')]).toEqual([true, false]);
});

test('an account has so many sockets, and comes back to the same count of what it sent', () => {
  const places = placesOf({ socketsPerAccount: 2 });
  const { account } = person('editor');
  const seated = places.seat(account);
  places.seat(account);
  expect(places.seat(account)).toBe(null);
  expect(places.seat(person('lead').account)).not.toBe(null);
  places.leave(account);
  places.leave(account);
  seated?.spent.take('update', 1, defaultLimits, 1000);
  places.sweep(1000);
  expect(places.seat(account)).toBe(seated);
  places.leave(account);
  places.sweep(60_000);
  expect(places.seat(account)).not.toBe(seated);
});
