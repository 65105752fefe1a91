/** What the measurement may ask of the page: it leaves this in `bench`. Times in ms. */

export interface Bench {
  /** From the data being there to the first words on the screen, and to the first card (null without a margin). */
  readonly opened: Promise<{ readonly wordsMs: number; readonly cardsMs: number | null }>;
  /** From each key so far to the end of the frame that shows it: what the page's thread does for it. */
  readonly keys: number[];
  /** Of that, for each key, what is work: apart from the wait for the frame, which comes 60 times a second whatever is written. */
  readonly keyWorkMs: number[];
  /** From each key to its frame on the screen, as the browser reports it: in steps of 8 ms, and nothing below 16 ms. */
  readonly screenMs: number[];
  /** A letter of somebody else, in the paragraph at so many parts of a thousand of the text. */
  remote(at: number): Promise<Taken>;
  /** The keeper's word on the `nth` thread: its words read otherwise. */
  settled(nth: number): Promise<Taken>;
  scrolled(frames: number, step: number): Promise<Scrolled>;
  /** How many passages are drawn in the text. */
  passages(): number;
}

/** A change of others: how long taking it in took, and how long until it was on the screen. */
export interface Taken {
  readonly handledMs: number;
  readonly paintMs: number;
}

/** How long each frame took, and in how many of them most of the margin showed nothing. */
export interface Scrolled {
  readonly frameMs: readonly number[];
  readonly blank: number;
}

declare global {
  var bench: Bench;
}
