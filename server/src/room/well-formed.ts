/**
 * Whether an update is put together as Yjs puts them together. Yjs itself reads more than that, but not always the same way
 * twice: what it makes of a section that comes again, or of a stretch of no length, is not what its own encoding of the
 * result says, and what is stored must read as it was seen.
 */
import { isPlainId } from '@gloss/shared/text/plain-id';
import * as Y from 'yjs';

type Decoded = ReturnType<typeof Y.decodeUpdate>;
type Struct = Decoded['structs'][number];

/** No stretch of text or of deletions is longer; a struct may name any length without bringing the bytes. */
const longestStretch = 2 ** 30;

/** Nobody types as much. */
const lastClock = 2 ** 40;

/**
 * @returns whether each client stands in it once, from one clock to the next, the largest id first, as Yjs writes them (what merges
 * updates goes by that, and leaves out the rest); and deletions in order, none of them twice.
 */
export function isWellFormed({ structs, ds }: Decoded): boolean {
  return areRuns(structs) && [...ds.clients.values()].every(areApart);
}

function areRuns(structs: readonly Struct[]): boolean {
  let before: Struct | undefined;
  for (const struct of structs) {
    const { client, clock } = struct.id;
    if (!isPlainId(struct.id) || !namesPlainIds(struct)) return false;
    if (!(struct.length >= 1 && struct.length <= longestStretch) || clock > lastClock) return false;
    if (before && before.id.client < client) return false;
    if (before?.id.client === client && clock !== before.id.clock + before.length) return false;
    before = struct;
  }
  return true;
}

function namesPlainIds(struct: Struct): boolean {
  if (!(struct instanceof Y.Item)) return true;
  const { origin, rightOrigin, parent } = struct;
  return [origin, rightOrigin, parent].every((id) => !(id instanceof Y.ID) || isPlainId(id));
}

function areApart(ranges: readonly { readonly clock: number; readonly len: number }[]): boolean {
  let end = 0;
  for (const { clock, len } of ranges) {
    if (!(len >= 1 && clock >= end)) return false;
    end = clock + len;
  }
  return true;
}
