import { expect, test } from 'vitest';

import { linkAddress } from './link-address.ts';

test.each([
  ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
  ['HTTP://example.org', 'HTTP://example.org'],
  ['  https://example.org ', 'https://example.org'],
  ['mailto:team@example.org', 'mailto:team@example.org'],
  ['team@example.org', 'mailto:team@example.org'],
  ['example.org/page', 'https://example.org/page'],
])('"%s" leads to %s', (typed, kept) => {
  expect(linkAddress(typed)).toBe(kept);
});

test.each([
  'javascript:alert(1)',
  ' JaVaScRiPt:alert(1)',
  'data:text/html,x',
  'ftp://example.org',
  'file:///etc',
  '',
  'two words',
  'https://',
])('"%s" leads nowhere', (typed) => {
  expect(linkAddress(typed)).toBeNull();
});
