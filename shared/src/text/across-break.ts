/** Whether a passage goes on, or begins, beyond the text it is left in: Enter and line breaks cut a text in two. */
import type { Passage } from './anchor.ts';
import type { Point } from './positions.ts';
import { charactersOf, textsBackFrom, textsBetween, textsFrom, unbroken } from './reading.ts';

/** Beyond so many pairs of characters it is not worked out whether one wording was woven into another. */
const mostPairs = 1_000_000;

/**
 * A passage cut in two by Enter or a line break still begins, or still ends, where it did.
 * @returns the whole of it when its words go on across the break, or null.
 */
export function acrossBreak(half: Passage, words: string): Passage | null {
  const wanted = unbroken(words);
  return forward(half.start, wanted) ?? backward(half.end, wanted);
}

/**
 * The same where somebody else wrote or deleted in one half while the other was written anew beyond the break.
 * @param words what the passage read before the break.
 * @returns the whole of it, or null where the words it is short of do not stand right across the break.
 */
export function restAcrossBreak(half: Passage, words: string): Passage | null {
  const { start, end } = half;
  const stretches = Array.from(textsBetween(start, end), ({ text }) => text);
  const line = stretches.map(charactersOf).join('');
  const left = line.slice(start.offset, line.length - end.text.length + end.offset);
  const wanted = unbroken(words);
  const missing = wanted.length - left.length;
  if (missing <= 0) return null;
  const next = end.offset === end.text.length ? [...take(textsFrom(end.text), 2)][1]?.text : null;
  if (next && isWoven(wanted, left, charactersOf(next).slice(0, missing)))
    return { start, end: { text: next, offset: missing } };
  const last = start.offset === 0 ? [...take(textsBackFrom(start.text), 2)][1] : null;
  if (last && isWoven(wanted, charactersOf(last).slice(-missing), left))
    return { start: { text: last, offset: last.length - missing }, end };
  return null;
}

/** @returns the place of these words around, or at, a passage in the texts it runs over; null where it is not a part of them. */
export function wholeAround(part: Passage, words: string): Passage | null {
  const wanted = unbroken(words);
  const texts = Array.from(textsBetween(part.start, part.end), ({ text }) => text);
  const line = texts.map(charactersOf).join('');
  const last = line.length - part.end.text.length + part.end.offset;
  for (let from = line.indexOf(wanted); from !== -1; from = line.indexOf(wanted, from + 1)) {
    const to = from + wanted.length;
    if (from > part.start.offset) return null;
    if (to < last) continue;
    const start = { text: part.start.text, offset: from };
    return { start, end: { text: part.end.text, offset: part.end.text.length - line.length + to } };
  }
  return null;
}

function* take<Each>(all: Iterable<Each>, count: number): Generator<Each> {
  let taken = 0;
  for (const each of all) {
    yield each;
    if ((taken += 1) === count) return;
  }
}

/** Whether a wording is two others, with the letters of each in their order. */
function isWoven(whole: string, one: string, other: string): boolean {
  if (one.length + other.length !== whole.length || one.length * other.length > mostPairs)
    return false;
  // Whether so many letters of the other one can be reached, with as many of this one as the round says.
  let reached = Array.from({ length: other.length + 1 }, () => false);
  for (let first = 0; first <= one.length; first += 1) {
    const now: boolean[] = [];
    for (let second = 0; second <= other.length; second += 1) {
      const letter = whole[first + second - 1];
      now[second] =
        (first === 0 && second === 0) ||
        (first > 0 && reached[second] === true && one[first - 1] === letter) ||
        (second > 0 && now[second - 1] === true && other[second - 1] === letter);
    }
    reached = now;
  }
  return reached[other.length] === true;
}

function forward(start: Point, wanted: string): Passage | null {
  let read = '';
  for (const { text } of textsFrom(start.text)) {
    const from = text === start.text ? start.offset : 0;
    const missing = wanted.length - read.length;
    const words = charactersOf(text).slice(from, from + missing);
    read += words;
    if (!wanted.startsWith(read)) return null;
    if (read === wanted) return { start, end: { text, offset: from + words.length } };
  }
  return null;
}

function backward(end: Point, wanted: string): Passage | null {
  let read = '';
  for (const text of textsBackFrom(end.text)) {
    const to = text === end.text ? end.offset : text.length;
    const from = Math.max(0, to - (wanted.length - read.length));
    read = charactersOf(text).slice(from, to) + read;
    if (!wanted.endsWith(read)) return null;
    if (read === wanted) return { start: { text, offset: from }, end };
  }
  return null;
}
