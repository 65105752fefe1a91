import type { IncomingMessage } from 'node:http';

import { expect, test } from 'vitest';

import { addressRule } from './address.ts';

function from(remoteAddress: string | undefined, forwarded?: string) {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return { headers, socket: { remoteAddress } } as unknown as IncomingMessage;
}

test('a request counts for who connects, whatever its headers say', () => {
  const addressOf = addressRule(false);
  expect(addressOf(from('192.0.2.1'))).toBe('192.0.2.1');
  expect(addressOf(from('192.0.2.1', '198.51.100.7'))).toBe('192.0.2.1');
  expect(addressOf(from(undefined))).toBe('');
});

test('behind a proxy it counts for the address that the proxy appended, not for those before it', () => {
  const addressOf = addressRule(true);
  expect(addressOf(from('127.0.0.1', '203.0.113.9, 198.51.100.7'))).toBe('198.51.100.7');
  expect(addressOf(from('127.0.0.1', '203.0.113.9, nobody'))).toBe('127.0.0.1');
  expect(addressOf(from('127.0.0.1'))).toBe('127.0.0.1');
});

test.each([
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::6', '2001:db8:1:2::/64'],
  ['2001:db8::6', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('%s counts as %s', (address, household) => {
  expect(addressRule(false)(from(address))).toBe(household);
});
