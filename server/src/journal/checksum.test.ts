import { expect, test } from 'vitest';

import { checksumOf } from './checksum.ts';

const bytes = Uint8Array.from([1, 2, 3, 4]);
const whole = checksumOf(['draft/text', 7, 'account-ada'], bytes);

test('the same record has the same checksum', () => {
  expect(checksumOf(['draft/text', 7, 'account-ada'], bytes.slice())).toBe(whole);
});

test.each([
  ['a changed byte', ['draft/text', 7, 'account-ada'], Uint8Array.from([1, 2, 3, 5])],
  ['a lost byte', ['draft/text', 7, 'account-ada'], bytes.subarray(1)],
  ['another place', ['draft/text', 8, 'account-ada'], bytes],
  ['another writer', ['draft/text', 7, 'account-ben'], bytes],
  ['words that run together', ['draft/text', 7, 'account', '-ada'], bytes],
] as const)('%s changes it', (_, filedUnder, of) => {
  expect(checksumOf(filedUnder, of)).not.toBe(whole);
});
