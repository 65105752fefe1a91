import { expect, test } from 'vitest';

import { ActId } from './ids.ts';

test('an act is named by what no object has', () => {
  for (const id of ['__proto__', 'toString', 'constructor', 'hasOwnProperty', 'valueOf', 'short'])
    expect(ActId.safeParse(id).success).toBe(false);
  expect(ActId.safeParse('act-0001').success).toBe(true);
  expect(ActId.safeParse(crypto.randomUUID()).success).toBe(true);
});
