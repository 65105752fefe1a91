/** Frames made of bytes: noise, and the grammar of the wire with everything in it at its edges. */
import { message } from '@gloss/shared/wire/frames';
import * as encoding from 'lib0/encoding';

import type { Dice } from '../../stage/dice.ts';

/** Numbers at which something changes its size, its sign or its meaning. */
export const edges = [
  0,
  1,
  2,
  63,
  64,
  127,
  128,
  255,
  2 ** 14,
  2 ** 16,
  2 ** 30,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32 - 1,
  2 ** 32,
  2 ** 40,
  2 ** 52,
  2 ** 53 - 1,
  2 ** 53,
  2 ** 60,
] as const;

/** A varint so long that lib0 multiplies nothing by infinity, and reads `NaN`. */
export const notANumber = Uint8Array.from({ length: 160 }, (_, at) => (at === 159 ? 0 : 0x80));

/** @returns up to `most` bytes of noise. */
export function noise(chance: Dice, most: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: chance.upTo(most) }, () => chance.upTo(255));
}

/** @returns a number that no honest client would mean: an edge, sometimes one beside it. */
export function edge(chance: Dice): number {
  const near = chance.oneOf(edges) + chance.oneOf([-1, 0, 0, 0, 1]);
  return Math.max(near, 0);
}

/** @returns a frame of the wire's grammar: a message, perhaps a kind, a length and bytes, none of them to be trusted. */
export function grammarFrame(chance: Dice): Uint8Array {
  return encoding.encode((encoder) => {
    const types = [...Object.values(message), 2, 4, 9, 12, 100, edge(chance)];
    encoding.writeVarUint(encoder, chance.oneOf(types));
    if (chance.upTo(9) > 0)
      encoding.writeVarUint(encoder, chance.oneOf([0, 1, 2, 2, 3, edge(chance)]));
    const bytes = chance.upTo(2) ? numbers(chance) : noise(chance, 60);
    const length = chance.upTo(3) ? bytes.length : edge(chance);
    encoding.writeVarUint(encoder, length);
    encoding.writeUint8Array(encoder, bytes);
    if (chance.upTo(9) === 0) overlong(encoder, chance);
  });
}

/** Varints one after the other, as every part of a Yjs update is. */
function numbers(chance: Dice): Uint8Array {
  return encoding.encode((encoder) => {
    for (let left = chance.upTo(12); left > 0; left -= 1)
      encoding.writeVarUint(encoder, chance.upTo(2) ? chance.upTo(12) : edge(chance));
  });
}

/** A varint that does not end where it should. */
function overlong(encoder: encoding.Encoder, chance: Dice): void {
  for (let left = 5 + chance.upTo(12); left > 0; left -= 1) encoding.writeUint8(encoder, 0xff);
}

/** @returns an awareness frame: some claims, of which any part may be wrong. */
export function awarenessFrame(chance: Dice, own: number, others: readonly number[]): Uint8Array {
  const clients = [own, own, ...others, edge(chance)];
  const states: readonly string[] = [
    '{"cursor":null}',
    `{"cursor":{"anchor":{"item":{"client":${chance.oneOf(clients)},"clock":${edge(chance)}}},"head":{"tname":"body"}}}`,
    '{"user":{"name":"Someone else","colour":0}}',
    '{"section":"a"}',
    'null',
    '',
    '[',
    `"${'x'.repeat(chance.oneOf([10, 4_090, 4_100, 30_000]))}"`,
    '['.repeat(chance.oneOf([4, 2_000])),
    '{"__proto__":{"a":1},"cursor":{"anchor":{},"head":{}}}',
    '{"cursor":{"anchor":{"type":{"client":-1,"clock":1e400}},"head":{"item":{"client":1.5,"clock":0}}}}',
  ];
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, message.awareness);
    const claims = chance.oneOf([0, 1, 1, 1, 2, 5, 300]);
    const body = encoding.encode((inner) => {
      encoding.writeVarUint(inner, chance.upTo(9) ? claims : edge(chance));
      for (let left = claims; left > 0; left -= 1) {
        encoding.writeVarUint(inner, chance.oneOf(clients));
        encoding.writeVarUint(inner, chance.upTo(1) ? chance.upTo(9) : edge(chance));
        encoding.writeVarString(inner, chance.oneOf(states));
      }
    });
    encoding.writeVarUint8Array(encoder, body);
  });
}

/** @returns a state vector that names clients and clocks it may or may not know. */
export function stateVector(chance: Dice, clients: readonly number[]): Uint8Array {
  return encoding.encode((encoder) => {
    const count = chance.oneOf([0, 1, 2, 8, 200]);
    encoding.writeVarUint(encoder, chance.upTo(6) ? count : edge(chance));
    for (let left = count; left > 0; left -= 1) {
      encoding.writeVarUint(encoder, chance.upTo(2) ? chance.oneOf(clients) : edge(chance));
      encoding.writeVarUint(encoder, chance.upTo(2) ? chance.upTo(40) : edge(chance));
    }
  });
}
