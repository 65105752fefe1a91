import * as encoding from 'lib0/encoding';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { isWellFormed } from './well-formed.ts';

/** Writes an update of numbers alone: stretches of deleted characters, `[client, clock, ...lengths]`, and deletions. */
function update(
  sections: readonly (readonly [number, number, ...number[]])[],
  deletions: readonly (readonly [clock: number, length: number])[] = [],
) {
  const bytes = encoding.encode((encoder) => {
    const numbers = (...all: number[]) => {
      for (const number of all) {
        if (Number.isNaN(number)) writeNotANumber(encoder);
        else encoding.writeVarUint(encoder, number);
      }
    };
    numbers(sections.length);
    for (const [client, clock, ...lengths] of sections) {
      numbers(lengths.length, client, clock);
      for (const length of lengths) numbers(0, length);
    }
    numbers(deletions.length > 0 ? 1 : 0);
    if (deletions.length > 0) numbers(7, deletions.length, ...deletions.flat());
  });
  return Y.decodeUpdate(bytes);
}

/** As long as this, and lib0 reads nothing times infinity. */
function writeNotANumber(encoder: encoding.Encoder): void {
  for (let left = 160; left > 0; left -= 1) encoding.writeUint8(encoder, 0x80);
  encoding.writeUint8(encoder, 0);
}

test('clients one after the other, and deletions in order, are as Yjs has them', () => {
  expect(
    isWellFormed(
      update(
        [
          [9, 4, 1, 2],
          [3, 0, 5],
        ],
        [
          [0, 3],
          [3, 1],
          [9, 2],
        ],
      ),
    ),
  ).toBe(true);
});

test('the last client id that is told from its neighbours is one', () => {
  expect(isWellFormed(update([[2 ** 53 - 1, 0, 1]]))).toBe(true);
});

test.each([
  ['a client id beyond', update([[2 ** 53, 0, 1]])],
  ['a client id that is no number', update([[NaN, 0, 1]])],
  ['a clock that is no number', update([[9, NaN, 1]])],
  ['a stretch of no number', update([[9, 0, NaN]])],
  ['a deletion from nowhere', update([], [[NaN, 1]])],
  ['a deletion of no number', update([], [[0, NaN]])],
  [
    'a client that stands in it twice',
    update([
      [9, 0, 1],
      [3, 0, 1],
      [9, 1, 1],
    ]),
  ],
  [
    'a client that begins again',
    update([
      [9, 0, 5],
      [9, 0, 3],
    ]),
  ],
  [
    'clients in an order that Yjs does not write',
    update([
      [3, 0, 1],
      [9, 0, 1],
    ]),
  ],
  ['a stretch of no length', update([[9, 0, 0]])],
  ['a stretch longer than any', update([[9, 0, 2 ** 31]])],
  ['a clock of years', update([[9, 2 ** 50, 1]])],
  ['a deletion of nothing', update([], [[4, 0]])],
  [
    'deletions over one another',
    update(
      [],
      [
        [0, 3],
        [2, 3],
      ],
    ),
  ],
  [
    'deletions that go back',
    update(
      [],
      [
        [5, 1],
        [2, 1],
      ],
    ),
  ],
])('%s is not', (_name, decoded) => {
  expect(isWellFormed(decoded)).toBe(false);
});
