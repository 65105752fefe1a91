/**
 * Whether a write-ahead log was damaged after it was on disk. SQLite itself reads it up to the first frame that does not
 * add up and takes the rest for a commit that never ended, so that one bad byte would take every later commit away without
 * a word. But we write no commit before the one before it is on disk: only the last one can be unfinished. Frames of a later
 * commit behind a bad one mean that something which was saved can no longer be read.
 *
 * The format: https://www.sqlite.org/fileformat2.html#walformat
 */

const headerBytes = 32;
const frameHeaderBytes = 24;
/** The last bit says in which order of bytes the sums are made. */
const magic = 0x37_7f_06_82;

type Sums = readonly [number, number];

/** @returns what is wrong with the log, in a few words; null where nothing is, or nothing that a power cut does not explain. */
export function walDamage(log: Uint8Array): string | null {
  const view = new DataView(log.buffer, log.byteOffset, log.byteLength);
  // The header is synced before the first frame is written: without one there is no edit, and no promise of a header.
  if (view.byteLength < headerBytes + frameHeaderBytes) return null;
  if (isBlank(log.subarray(0, headerBytes))) return null;
  const first = view.getUint32(0);
  const isLittle = first % 2 === 0;
  const started = sumsOf(view, 0, 24, [0, 0], isLittle);
  if (first - (first % 2) !== magic || !adds(view, 24, started))
    return 'its first bytes are damaged';
  const size = frameHeaderBytes + view.getUint32(8);
  const frames = Math.floor((view.byteLength - headerBytes) / size);
  const placeOf = (frame: number): number => headerBytes + frame * size;

  let sums = started;
  let sound = 0;
  for (; sound < frames; sound += 1) {
    const at = placeOf(sound);
    const next = sumsOf(
      view,
      at + frameHeaderBytes,
      at + size,
      sumsOf(view, at, at + 8, sums, isLittle),
      isLittle,
    );
    if (!isOfThisLog(view, at) || !adds(view, at + 16, next)) break;
    sums = next;
  }
  // What was under way ends with one last frame at most; a second one ends a commit that was begun after it.
  const unread = Array.from({ length: frames - sound }, (_, each) => placeOf(sound + each));
  const ends = unread.filter((at) => isOfThisLog(view, at) && isLast(view, at));
  return ends.length > 1 ? `frame ${sound + 1} of ${frames} is damaged` : null;
}

/** Frames of an earlier use of the same file carry other salts. */
function isOfThisLog(view: DataView, at: number): boolean {
  return (
    view.getUint32(at + 8) === view.getUint32(16) && view.getUint32(at + 12) === view.getUint32(20)
  );
}

/** The last frame of a commit says how many pages the database has then. */
function isLast(view: DataView, at: number): boolean {
  return view.getUint32(at + 4) !== 0;
}

function adds(view: DataView, at: number, [one, other]: Sums): boolean {
  return view.getUint32(at) === one && view.getUint32(at + 4) === other;
}

function sumsOf(
  view: DataView,
  from: number,
  to: number,
  [before, other]: Sums,
  isLittle: boolean,
): Sums {
  let one = before;
  let two = other;
  for (let at = from; at < to; at += 8) {
    one = (one + view.getUint32(at, isLittle) + two) >>> 0;
    two = (two + view.getUint32(at + 4, isLittle) + one) >>> 0;
  }
  return [one, two];
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}
