import { expect, test } from 'vitest';

import { pack, unpack } from './packing.ts';

test('what is packed comes back, in order, empty parts too', () => {
  const parts = [[1, 2, 3], [], [4], []].map((part) => Uint8Array.from(part));
  expect(unpack(pack(parts)).map((part) => [...part])).toEqual([[1, 2, 3], [], [4], []]);
  expect(unpack(pack([]))).toEqual([]);
});

test('a pack holds only its parts, and none of the buffers they are views on', () => {
  const frame = new Uint8Array(64 * 1024).fill(7);
  const { bytes } = pack([frame.subarray(10, 20), frame.subarray(30, 35)]);
  expect(bytes.buffer.byteLength).toBe(15);
  frame.fill(0);
  expect([...bytes]).toEqual(Array.from({ length: 15 }, () => 7));
});
