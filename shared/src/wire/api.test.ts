import { expect, test } from 'vitest';

import { Appoint } from './api.ts';

test('an address is no longer than mail can be sent to', () => {
  const appoints = (length: number) => {
    const email = `${'a'.repeat(length - '@example.org'.length)}@example.org`;
    return Appoint.safeParse({ name: 'Ann', email, organisation: '', role: 'reader' }).success;
  };
  expect(appoints(254)).toBe(true);
  expect(appoints(255)).toBe(false);
});
