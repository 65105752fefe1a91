import { expect, test } from 'vitest';

import type { Saved } from '../line/saved.ts';
import { calmSaved } from './calm-saved.ts';

const saved: Saved = { is: 'saved' };
const saving = (count: number): Saved => ({ is: 'saving', count });

/** A sign whose pauses end when told, and what it showed so far. */
function sign(first: Saved) {
  const shown: string[] = [];
  let pending: (() => void)[] = [];
  const calm = calmSaved(
    first,
    () => new Promise((resolve) => pending.push(resolve)),
    () => {
      const now = calm.now();
      shown.push('count' in now ? `${now.is} ${now.count}` : now.is);
    },
  );
  return {
    calm,
    shown,
    async pass() {
      const due = pending;
      pending = [];
      for (const resolve of due) resolve();
      await new Promise((resolve) => setTimeout(resolve));
    },
  };
}

test('bad news is shown at once', () => {
  const { calm, shown } = sign(saved);
  calm.set(saving(1));
  calm.set({ is: 'offline', count: 1 });
  expect(shown).toEqual(['saving 1', 'offline 1']);
});

test('good news is shown when it has lasted', async () => {
  const { calm, shown, pass } = sign(saving(1));
  calm.set(saved);
  expect(shown).toEqual([]);
  await pass();
  expect(shown).toEqual(['saved']);
});

test('while someone types it says "saving" without a flicker', async () => {
  const { calm, shown, pass } = sign(saving(1));
  calm.set(saved);
  calm.set(saving(1));
  calm.set(saved);
  await pass();
  expect(shown).toEqual([]);
  await pass();
  expect(shown).toEqual(['saved']);
});

test('a count is brought up to date now and then', async () => {
  const { calm, shown, pass } = sign(saving(1));
  for (const count of [2, 3, 4]) calm.set(saving(count));
  await pass();
  expect(shown).toEqual(['saving 4']);
});

test('coming back on line is shown at once, and being saved later', async () => {
  const { calm, shown, pass } = sign({ is: 'offline', count: 2 });
  calm.set(saving(2));
  calm.set(saved);
  expect(shown).toEqual(['saving 2']);
  await pass();
  await pass();
  expect(shown).toEqual(['saving 2', 'saved']);
});
