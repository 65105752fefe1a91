/**
 * An update that is too long to be merged in one go, as pieces that are merged one after the other. Only whoever holds the document
 * meanwhile may do so: what has been deleted long ago is no more in an update than its place, so that between two pieces a text
 * may be what it never was, a list item without its paragraph. Nobody may see it, and no client can send its work like that.
 */
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

export type Decoded = ReturnType<typeof Y.decodeUpdate>;
type Struct = Decoded['structs'][number];
type Deletions = Decoded['ds'];

/** How many structs, or characters and blocks that are deleted, go into the next piece. */
export type PartsInPiece = () => number;

/** Who deletes more has it done in pieces: Yjs looks at all that was deleted around each part that is. */
const mostDeletedAtOnce = 1000;

/** So many parts of an update, times the parts of the text, are worked through in some hundredths of a second. */
const mostWork = 4_000_000;
const fewParts = 8;

/** As many as take some milliseconds: what a part costs depends on the text around it, and on the moment. */
export class Pace {
  #parts = 20;

  readonly next: PartsInPiece = () => this.#parts;

  /** The last piece took so long, in ms. */
  took(ms: number): void {
    if (ms > 4) this.#parts = Math.max(10, Math.floor(this.#parts / 2));
    if (ms < 2) this.#parts = Math.min(1000, this.#parts * 2);
  }
}

/**
 * @param update which lacks nothing but what the document has (judge.ts).
 * @returns V1 updates. Each refers only to what the document and the pieces before it have; what is deleted goes last. Throws
 * where parts refer to each other in a circle.
 */
export function* piecesOf(
  { structs, ds }: Decoded,
  partsInPiece: PartsInPiece,
): Generator<Uint8Array> {
  let piece: Struct[] = [];
  for (const struct of inOrder(structs)) {
    piece.push(struct);
    if (piece.length < partsInPiece()) continue;
    yield encoded(piece, nothing);
    piece = [];
  }
  if (piece.length > 0) yield encoded(piece, nothing);
  for (const [client, ranges] of ds.clients)
    for (const some of inShares(ranges, partsInPiece)) yield encoded([], new Map([[client, some]]));
}

const nothing: Deletions['clients'] = new Map();

type Ranges = ReturnType<Deletions['clients']['get']> & {};

/** The same ranges in as many shares as it takes, the last first: so Yjs has least to move when it joins what is left. */
function* inShares(ranges: Ranges, partsInPiece: PartsInPiece): Generator<Ranges> {
  let share: Ranges = [];
  let left = partsInPiece();
  for (const { clock, len } of ranges.toReversed())
    for (let rest = len; rest > 0;) {
      const taken = Math.min(rest, left);
      rest -= taken;
      left -= taken;
      share.unshift({ clock: clock + rest, len: taken });
      if (left > 0) continue;
      yield share;
      share = [];
      left = partsInPiece();
    }
  if (share.length > 0) yield share;
}

/**
 * @returns whether an update should go in in pieces, however short it is: it may delete a whole text, or cut so many parts of a
 * large one that Yjs, which moves the list of a client's parts for each, and looks for marks around what is deleted, takes long.
 */
export function takesLong({ structs, ds }: Decoded, { store }: Y.Doc): boolean {
  const deleted = deletedBy(ds, store);
  const parts = deleted + structs.length / 4;
  return deleted > mostDeletedAtOnce || (parts >= fewParts && parts * partsIn(store) > mostWork);
}

function partsIn({ clients }: Y.Doc['store']): number {
  let count = 0;
  for (const structs of clients.values()) count += structs.length;
  return count;
}

/** @returns of how many parts consists what is deleted; counted little further than `mostDeletedAtOnce`. */
function deletedBy(ds: Deletions, store: Y.Doc['store']): number {
  let left = mostDeletedAtOnce;
  for (const [client, ranges] of ds.clients) {
    const structs = store.clients.get(client) ?? [];
    const known = Y.getState(store, client);
    for (const { clock, len } of ranges) {
      const end = clock + len;
      // What came with the same update.
      left -= Math.max(0, end - Math.max(clock, known));
      let at = clock < known ? Y.findIndexSS(structs, clock) : structs.length;
      for (; left >= 0; at++) {
        const struct = structs[at];
        if (!struct || struct.id.clock >= end) break;
        left -= sizeOf(struct, left);
      }
      if (left < 0) return mostDeletedAtOnce - left;
    }
  }
  return mostDeletedAtOnce - left;
}

/** @returns of how many parts something consists that goes with all that it holds; counted no further than `most`. */
function sizeOf(struct: Y.Item | Y.GC, most: number): number {
  if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentType)) return 1;
  let size = 1;
  for (let item = struct.content.type._start; item && size <= most; item = item.right)
    size += sizeOf(item, most - size);
  return size;
}

/** @returns a V1 update of these structs, which of each client follow each other, and of these deletions. */
export function encoded(structs: readonly Struct[], deletions: Deletions['clients']): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  const rest = encoder.restEncoder;
  const runs = Map.groupBy(structs, ({ id }) => id.client);
  encoding.writeVarUint(rest, runs.size);
  for (const [client, run] of runs) {
    encoding.writeVarUint(rest, run.length);
    encoder.writeClient(client);
    encoding.writeVarUint(rest, run[0]?.id.clock ?? 0);
    for (const struct of run) struct.write(encoder, 0);
  }
  encoding.writeVarUint(rest, deletions.size);
  for (const [client, ranges] of deletions) {
    encoder.resetDsCurVal();
    encoding.writeVarUint(rest, client);
    encoding.writeVarUint(rest, ranges.length);
    for (const { clock, len } of ranges) {
      encoder.writeDsClock(clock);
      encoder.writeDsLen(len);
    }
  }
  return encoder.toUint8Array();
}

/** Each after all that it refers to. */
function* inOrder(structs: readonly Struct[]): Generator<Struct> {
  const runs = Map.groupBy(
    structs.filter((struct) => !(struct instanceof Y.Skip)),
    ({ id }) => id.client,
  );
  const places = new Map<number, number>();
  const nextOf = (client: number) => runs.get(client)?.[places.get(client) ?? 0];
  const isMissing = ({ client, clock }: Y.ID) => {
    const next = nextOf(client);
    return next !== undefined && clock >= next.id.clock;
  };
  for (const first of runs.keys()) {
    // Whoever is last here is waited for by the one before.
    const waiting = [first];
    for (let client = waiting.at(-1); client !== undefined; client = waiting.at(-1)) {
      const struct = nextOf(client);
      const needed = struct && neededBy(struct).find(isMissing);
      if (!struct) waiting.pop();
      else if (needed) {
        if (waiting.includes(needed.client))
          throw new Error('Parts refer to each other in a circle.');
        waiting.push(needed.client);
      } else {
        yield struct;
        places.set(client, (places.get(client) ?? 0) + 1);
        if (waiting.length > 1) waiting.pop();
      }
    }
  }
}

function neededBy(struct: Struct): Y.ID[] {
  if (!(struct instanceof Y.Item)) return [];
  const { origin, rightOrigin, parent } = struct;
  return [origin, rightOrigin, parent].filter((id) => id instanceof Y.ID);
}
