/**
 * How a docket keeps an anchor that follows its passage: the anchor once, and beside it where it is since then, with what
 * its words read told by what was put in the place of what. So a key that is pressed in a long passage costs each thread on
 * it some hundred bytes, and not the passage twice. In a `Thread` all of it stands in the anchor.
 */
import { equalityDeep } from 'lib0/function';

import type { Anchor } from '../words/anchor.ts';

/** The characters from one up to another are replaced by others. None of the three cuts a character in two. */
export type Splice = readonly [from: number, to: number, put: string];

/** `reads` of the state is empty where `splices` are there: they make it of what the anchor beside it reads. */
export interface Since extends Pick<Anchor, 'span' | 'seq' | 'state'> {
  readonly splices?: readonly Splice[];
}

/** Anchors up to so many characters are written whole, and splices up to so many: the sum costs least there. */
const mostApart = 1_000;
/** What a splice costs besides its words, roughly. */
const perSplice = 16;

/** @returns the anchor as it is since then. */
export function anchorSince(anchor: Anchor, since: Since | undefined): Anchor {
  if (!since) return anchor;
  const { splices, state, ...there } = since;
  if (!splices || !('reads' in state)) return { ...anchor, ...there, state };
  return { ...anchor, ...there, state: { ...state, reads: spliced(wordsOf(anchor), splices) } };
}

/**
 * @param stored the anchor that lies there, and what it is since then.
 * @returns both as they are to be stored: the anchor untouched where it is long and what is new can be told briefly.
 */
export function partedAnchor(
  anchor: Anchor,
  stored: { anchor?: Anchor | undefined; since?: Since | undefined },
): { anchor: Anchor; since?: Since } {
  const there = stored.anchor;
  if (!there || wordsOf(there).length + there.quote.exact.length <= mostApart) return { anchor };
  const was = anchorSince(there, stored.since);
  if (equalityDeep(anchor, was))
    return { anchor: there, ...(stored.since && { since: stored.since }) };
  const { span, seq, state, ...rest } = anchor;
  const { span: _span, seq: _seq, state: _state, ...restThere } = there;
  if (!equalityDeep(rest, restThere)) return { anchor };
  if (!('reads' in state) || state.reads === undefined)
    return { anchor: there, since: { span, seq, state } };
  const known = stored.since?.splices;
  const next = spliceBetween(wordsOf(known ? was : there), state.reads);
  const splices = next ? withSplice(known ?? [], next) : (known ?? []);
  const cost = splices.reduce((sum, [, , put]) => sum + put.length + perSplice, 0);
  if (cost > mostApart) return { anchor };
  return { anchor: there, since: { span, seq, state: { ...state, reads: '' }, splices } };
}

/** What an anchor read when it was written whole. */
function wordsOf({ quote, state }: Anchor): string {
  return ('reads' in state ? state.reads : undefined) ?? quote.exact;
}

function spliced(words: string, splices: readonly Splice[]): string {
  return splices.reduce(
    (read, [from, to, put]) => read.slice(0, from) + put + read.slice(to),
    words,
  );
}

/** @returns the splices with one more, or with the last one widened: keys pressed one after the other are one splice. */
function withSplice(splices: readonly Splice[], next: Splice): readonly Splice[] {
  const [from, to, put] = next;
  const [start, end, typed] = splices.at(-1) ?? [-1, -1, ''];
  if (from < start || to > start + typed.length) return [...splices, next];
  const now = typed.slice(0, from - start) + put + typed.slice(to - start);
  return [...splices.slice(0, -1), [start, end, now]];
}

/** @returns what makes one text of another; null where they are alike. */
function spliceBetween(before: string, now: string): Splice | null {
  if (before === now) return null;
  const most = Math.min(before.length, now.length);
  let from = 0;
  while (from < most && before.charCodeAt(from) === now.charCodeAt(from)) from += 1;
  if (isWithinCharacter(before, from) || isWithinCharacter(now, from)) from -= 1;
  let [end, nowEnd] = [before.length, now.length];
  while (
    Math.min(end, nowEnd) > from &&
    before.charCodeAt(end - 1) === now.charCodeAt(nowEnd - 1)
  ) {
    end -= 1;
    nowEnd -= 1;
  }
  if (isWithinCharacter(before, end) || isWithinCharacter(now, nowEnd)) {
    end += 1;
    nowEnd += 1;
  }
  return [from, end, now.slice(from, nowEnd)];
}

function isWithinCharacter(text: string, at: number): boolean {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(Math.max(0, at - 1), at + 1));
}
