/**
 * What is said to someone who comes with a state vector. Whoever comes with the same gets the same array, put together once:
 * after a restart, and in the minute before a meeting, hundreds come at the same time with the same.
 */
import { writeStep1, writeStep2, writeUpdate } from '@gloss/shared/wire/frames';
import * as Y from 'yjs';

import type { Checkpoint } from '../journal/journal.ts';

/** The document that is answered about: kept-document.ts. */
export interface Answered {
  readonly seq: number;
  /** Unpacks the document where that has not happened yet. */
  readonly doc: Y.Doc;
  readonly isUnpacked: boolean;
  readonly stored: Checkpoint | null;
  /** The updates since a seq; null where they are not kept that far back. */
  since(seq: number): readonly Uint8Array[] | null;
}

type Frames = readonly Uint8Array[];

/** The whole document as one frame, as it was at `seq`. */
interface Whole {
  readonly seq: number;
  readonly frame: Uint8Array;
}

/** From this size on the whole document is encoded now and then, and what came since is sent along. */
export const largeBytes = 256 * 1024;
/** … which is at most so many updates. */
export const updatesAlong = 64;
/** So many different state vectors are remembered. */
const vectorsKept = 8;

/** @returns whether bytes from outside are a state vector. */
export function isStateVector(bytes: Uint8Array): boolean {
  try {
    Y.decodeStateVector(bytes);
    return true;
  } catch {
    return false;
  }
}

export class Answers {
  readonly #document: Answered;
  #whole: Whole | undefined;
  /** What was put together for the document as it is at `#seq`. */
  #seq = -1;
  #fresh: Frames | undefined;
  #question: Frames | undefined;
  #vectors: { readonly vector: Uint8Array; readonly frames: Frames }[] = [];

  constructor(document: Answered) {
    this.#document = document;
  }

  /** @returns the frames that bring whoever has this state vector to what the document is. */
  to(stateVector: Uint8Array): Frames {
    this.#catchUp();
    if (Y.decodeStateVector(stateVector).size === 0) return (this.#fresh ??= this.#forNewcomers());
    const known = this.#vectors.find(({ vector }) => Buffer.compare(vector, stateVector) === 0);
    if (known) return known.frames;
    const frames = [writeStep2(Y.encodeStateAsUpdate(this.#document.doc, stateVector))];
    // Those who come back lack little; nobody makes us keep the whole for each odd vector they think of.
    if (frames[0] && frames[0].length > largeBytes) return frames;
    this.#vectors = [{ vector: stateVector.slice(), frames }, ...this.#vectors].slice(
      0,
      vectorsKept,
    );
    return frames;
  }

  /** Asks what the other side has that the document lacks. */
  get question(): Frames {
    this.#catchUp();
    return (this.#question ??= [writeStep1(this.#stateVector())]);
  }

  /** Of the checkpoint, where that is all that was needed so far: it asks for what came since, too, which is then nothing new. */
  #stateVector(): Uint8Array {
    const { isUnpacked, stored } = this.#document;
    return !isUnpacked && stored ? stored.stateVector : Y.encodeStateVector(this.#document.doc);
  }

  /** The document has changed: what was put together for it as it was is let go of. */
  #catchUp(): void {
    const { seq } = this.#document;
    if (this.#seq === seq) return;
    this.#seq = seq;
    if (this.#whole && !isLarge(this.#whole)) this.#whole = undefined;
    this.#fresh = this.#question = undefined;
    this.#vectors = [];
  }

  /**
   * What came since the whole was encoded goes first: Yjs holds it back until the whole is there, and step 2, with which a
   * client counts as synced, then is all there is.
   */
  #forNewcomers(): Frames {
    const whole = this.#wholeFrame();
    const later = this.#document.since(whole.seq) ?? [];
    if (later.length === 0) return [whole.frame];
    return [writeUpdate(Y.mergeUpdates([...later])), whole.frame];
  }

  #wholeFrame(): Whole {
    const { stored, seq } = this.#document;
    if (this.#whole && this.#isNearEnough(this.#whole)) return this.#whole;
    if (stored && this.#isNearEnough(stored))
      return (this.#whole = { seq: stored.seq, frame: writeStep2(stored.state) });
    const frame = writeStep2(Y.encodeStateAsUpdate(this.#document.doc));
    return (this.#whole = { seq, frame });
  }

  #isNearEnough({ seq, ...bytes }: { readonly seq: number } & Bytes): boolean {
    const since = this.#document.since(seq)?.length;
    return since === 0 || (since !== undefined && since <= updatesAlong && isLarge(bytes));
  }
}

type Bytes = { readonly frame: Uint8Array } | { readonly state: Uint8Array };

function isLarge(bytes: Bytes): boolean {
  return ('frame' in bytes ? bytes.frame : bytes.state).length >= largeBytes;
}
