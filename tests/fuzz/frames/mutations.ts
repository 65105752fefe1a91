/** What can happen to bytes that were good. */
import * as encoding from 'lib0/encoding';

import type { Dice } from '../../stage/dice.ts';
import { edge, noise, notANumber } from './bytes.ts';

/** @param others good bytes of the same kind, to be spliced in. @returns one to three changes later. */
export function mutated(
  bytes: Uint8Array,
  others: readonly Uint8Array[],
  chance: Dice,
): Uint8Array {
  let now = bytes;
  for (let changes = chance.oneOf([1, 1, 1, 2, 3]); changes > 0; changes -= 1)
    now = mutatedOnce(now, others, chance);
  return now;
}

function mutatedOnce(bytes: Uint8Array, others: readonly Uint8Array[], chance: Dice): Uint8Array {
  const at = chance.upTo(Math.max(0, bytes.length - 1));
  switch (chance.upTo(10)) {
    case 0:
    case 1:
      return withByte(bytes, at, (bytes[at] ?? 0) ^ (1 << chance.upTo(7)));
    case 2:
      return withByte(bytes, at, chance.upTo(255));
    case 3:
      return withByte(bytes, at, (bytes[at] ?? 0) + (chance.upTo(1) ? 1 : -1));
    case 4:
      return bytes.slice(0, at);
    case 5:
      return joined(
        bytes.slice(0, at),
        bytes.slice(Math.min(bytes.length, at + 1 + chance.upTo(7))),
      );
    case 6:
      return joined(bytes.slice(0, at), noise(chance, 8), bytes.slice(at));
    case 7: {
      const to = Math.min(bytes.length, at + 1 + chance.upTo(30));
      const times = chance.oneOf([1, 1, 2, 40]);
      return joined(bytes.slice(0, at), ...repeated(bytes.slice(at, to), times), bytes.slice(at));
    }
    case 8: {
      const other = chance.oneOf(others);
      return joined(bytes.slice(0, at), other.slice(chance.upTo(other.length)));
    }
    case 9:
      return joined(bytes, chance.oneOf(others));
    default:
      // A number of any size in the place of a byte: most bytes of an update are numbers.
      return joined(
        bytes.slice(0, at),
        chance.upTo(7) === 0
          ? notANumber
          : encoding.encode((encoder) => encoding.writeVarUint(encoder, edge(chance))),
        bytes.slice(at + 1),
      );
  }
}

function withByte(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const changed = bytes.slice();
  changed[at] = value;
  return changed;
}

function repeated(bytes: Uint8Array, times: number): Uint8Array[] {
  return Array.from({ length: times }, () => bytes);
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
