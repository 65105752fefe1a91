import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';

import type { Device } from './device.ts';
import { forgetfulDevice, openDevice } from './device.ts';

const devices: [string, () => Promise<Device>][] = [
  ['on disk', () => openDevice(`device-test-${Math.random()}`)],
  ['in memory', async () => forgetfulDevice()],
];

describe.each(devices)('%s', (_name, open) => {
  test('what is put is found under its key and under the beginnings of it', async () => {
    const device = await open();
    await device.put(['ann', 'draft', 'card'], { title: 'A' });
    expect(await device.get(['ann', 'draft', 'card'])).toEqual({ title: 'A' });
    expect(await device.list(['ann'])).toEqual([
      { key: ['ann', 'draft', 'card'], value: { title: 'A' } },
    ]);
    expect(await device.get(['ann', 'draft'])).toBeUndefined();
  });

  test('a beginning of one name does not find a longer name', async () => {
    const device = await open();
    await device.put(['ann', 'one'], 1);
    await device.put(['anna', 'two'], 2);
    expect((await device.list(['ann'])).map(({ value }) => value)).toEqual([1]);
  });

  test('numbers in keys are listed as numbers', async () => {
    const device = await open();
    for (const order of [10, 9, 100]) await device.put(['act', order, 'x'], order);
    expect((await device.list(['act'])).map(({ value }) => value)).toEqual([9, 10, 100]);
  });

  test('clearing takes what is under a beginning, and nothing else', async () => {
    const device = await open();
    await device.put(['ann', 'one'], 1);
    await device.put(['ann', 'two'], 2);
    await device.put(['bob', 'one'], 3);
    await device.clear(['ann']);
    expect(await device.list(['ann'])).toEqual([]);
    expect(await device.get(['bob', 'one'])).toBe(3);
    await device.remove(['bob', 'one']);
    expect(await device.get(['bob', 'one'])).toBeUndefined();
  });
});
