import * as decoding from 'lib0/decoding';
import { expect, test } from 'vitest';

import {
  message,
  readAcknowledged,
  readFromClient,
  readRefused,
  writeAcknowledged,
  writeRefused,
  writeStep1,
  writeStep2,
  writeUpdate,
} from './frames.ts';

const bytes = new Uint8Array([1, 2, 3]);

function afterType(frame: Uint8Array, type: number): decoding.Decoder {
  const decoder = decoding.createDecoder(frame);
  expect(decoding.readVarUint(decoder)).toBe(type);
  return decoder;
}

test('[W2] what is written is what is read', () => {
  expect(readFromClient(writeStep1(bytes))).toEqual({ is: 'step1', stateVector: bytes });
  expect(readFromClient(writeStep2(bytes))).toEqual({ is: 'update', update: bytes });
  expect(readFromClient(writeUpdate(bytes))).toEqual({ is: 'update', update: bytes });
  const acknowledged = afterType(writeAcknowledged({ count: 300 }), message.acknowledged);
  expect(readAcknowledged(acknowledged)).toEqual({ count: 300 });
  const refusal = { number: 7, code: 'update-gap', sentence: 'No.' } as const;
  expect(readRefused(afterType(writeRefused(refusal), message.refused))).toEqual(refusal);
});

test('[W3] bytes that are no frame are unknown, never an exception', () => {
  const nonsense = [
    [],
    [0],
    [0, 9, 1, 1],
    [0, 2, 200],
    [77],
    [1, 255, 255, 255, 255, 255, 255, 255, 255],
  ];
  for (const each of nonsense) {
    expect(readFromClient(new Uint8Array(each))).toEqual({ is: 'unknown' });
  }
});

test('[W2] a refusal code of a newer server still carries its sentence', () => {
  const frame = writeRefused({
    number: 1,
    code: 'not-in-this-version' as 'malformed',
    sentence: 'New.',
  });
  expect(readRefused(afterType(frame, message.refused))).toEqual({
    number: 1,
    code: 'malformed',
    sentence: 'New.',
  });
});
