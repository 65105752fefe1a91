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

/** A page of the database as a frame has it. */
export interface LoggedPage {
  /** Counted from 1. */
  readonly page: number;
  readonly bytes: Uint8Array;
}

export interface WalDamage {
  /** What is wrong, in a few words. */
  readonly what: string;
  /** Where the last commit ends before the damage: so many bytes are sound. */
  readonly soundBytes: number;
  /** The pages that stand behind them, up to the end of the last commit. */
  readonly behind: readonly LoggedPage[];
  /** Each page that was saved as the last commit left it, where its frame adds up. */
  readonly newest: readonly LoggedPage[];
}

/** @returns what is wrong with the log; null where nothing is, or nothing that a power cut does not explain. */
export function walDamage(log: Uint8Array): WalDamage | null {
  const view = new DataView(log.buffer, log.byteOffset, log.byteLength);
  // The header is synced before the first frame is written: without one there is no edit, and no promise of a header.
  if (view.byteLength < headerBytes + frameHeaderBytes) return null;
  if (isBlank(log.subarray(0, headerBytes))) return null;
  const first = view.getUint32(0);
  const isLittle = first % 2 === 0;
  const started = sumsOf(view, 0, 24, [0, 0], isLittle);
  if (first - (first % 2) !== magic || !adds(view, 24, started))
    return { what: 'its first bytes are damaged', soundBytes: 0, behind: [], newest: [] };
  const size = frameHeaderBytes + view.getUint32(8);
  const frames = Math.floor((view.byteLength - headerBytes) / size);
  const places = Array.from({ length: frames }, (_, frame) => headerBytes + frame * size);

  // Each sum goes on from the one before it: behind a bad frame, from the one that is written there.
  const isSound = (at: number): boolean => {
    const before: Sums = at === headerBytes ? started : sumsAt(view, at - size + 16);
    const head = sumsOf(view, at, at + 8, before, isLittle);
    const sums = sumsOf(view, at + frameHeaderBytes, at + size, head, isLittle);
    return isOfThisLog(view, at) && adds(view, at + 16, sums);
  };
  const bad = places.findIndex((at) => !isSound(at));
  if (bad === -1) return null;
  // What was under way ends with one last frame at most; a second one ends a commit that was begun after it.
  const ends = places.slice(bad).filter((at) => isWrittenHere(view, at) && isLast(view, at));
  if (ends.length < 2) return null;

  const pageAt = (at: number): LoggedPage => ({
    page: view.getUint32(at),
    bytes: log.subarray(at + frameHeaderBytes, at + size),
  });
  const lastSound = places.slice(0, bad).findLast((at) => isLast(view, at));
  const soundBytes = lastSound === undefined ? 0 : lastSound + size;
  const saved = places.filter((at) => at <= (ends.at(-1) ?? 0) && isWrittenHere(view, at));
  const newest = new Map(saved.map((at) => [view.getUint32(at), at]));
  return {
    what: `frame ${bad + 1} of ${frames} is damaged`,
    soundBytes,
    behind: saved.filter((at) => at >= soundBytes).map(pageAt),
    newest: [...newest.values()].filter(isSound).map(pageAt),
  };
}

/**
 * @param isStored whether the database itself has a page exactly so.
 * @returns to how many bytes the log can be cut so that what is left reads as one moment of the house; null where it cannot.
 */
export function cutFor(
  { soundBytes, behind, newest }: WalDamage,
  isStored: (page: LoggedPage) => boolean,
): number | null {
  if (!behind.some(isStored)) return soundBytes;
  // It was moved into the database before it was damaged. The sound part alone would put older pages before newer ones.
  return newest.every(isStored) ? 0 : null;
}

/** Frames of an earlier use of the same file carry other salts: both of them are others each time. */
function isOfThisLog(view: DataView, at: number): boolean {
  return saltsAlike(view, at).every(Boolean);
}

/** The same of a frame that may be damaged, in one of its salts too. */
function isWrittenHere(view: DataView, at: number): boolean {
  return saltsAlike(view, at).some(Boolean);
}

function saltsAlike(view: DataView, at: number): [boolean, boolean] {
  const isAlike = (salt: number) => view.getUint32(at + 8 + salt) === view.getUint32(16 + salt);
  return [isAlike(0), isAlike(4)];
}

/** The last frame of a commit says how many pages the database has then. */
function isLast(view: DataView, at: number): boolean {
  return view.getUint32(at + 4) !== 0;
}

function sumsAt(view: DataView, at: number): Sums {
  return [view.getUint32(at), view.getUint32(at + 4)];
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
