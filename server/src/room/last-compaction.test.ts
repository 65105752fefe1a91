import { expect, test } from 'vitest';

import { compactWhileTime } from './last-compaction.ts';

const never = new Promise<void>(() => undefined);

test('every room is compacted, one after the other, also after one that fails', async () => {
  const done: string[] = [];
  const room = (name: string, fails = false) => ({
    compact: async () => {
      done.push(`${name} begins`);
      await Promise.resolve();
      if (fails) throw new Error('no room on the disk');
      done.push(`${name} ends`);
    },
  });
  await compactWhileTime([room('one'), room('two', true), room('three')]);
  expect(done).toEqual(['one begins', 'one ends', 'two begins', 'three begins', 'three ends']);
});

test('one that takes too long keeps nobody waiting, and none is begun after it', async () => {
  const begun: string[] = [];
  const stuck = { compact: () => (begun.push('stuck'), never) };
  const later = { compact: async () => void begun.push('later') };
  await compactWhileTime([stuck, later], 1);
  expect(begun).toEqual(['stuck']);
});
