import { expect, test } from 'vitest';

import { checkVersion } from './sqlite-file.ts';

test.each(['3.51.3', '3.51.10', '3.53.4', '4.0.0'])('SQLite %s is trusted', (version) => {
  expect(() => checkVersion(version)).not.toThrow();
});

test.each(['3.51.2', '3.40.1', '3.9.99', '2.99.99', '3.51', 'unknown'])(
  'SQLite %s is not trusted',
  (version) => {
    expect(() => checkVersion(version)).toThrow(/too old/);
  },
);
