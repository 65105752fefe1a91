/** What became of annotations when a text was revised, held against what the two texts say (oracle.ts). */
import { resolveSpan } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import { lineOf } from '@gloss/shared/text/reading';
import type { Anchor } from '@gloss/shared/words/anchor';
import type * as Y from 'yjs';

import { stretchOf } from './annotations.ts';
import type { Oracle, Stretch } from './oracle.ts';

/** An annotation, and where its words stood in the old text. */
export interface Followed {
  readonly anchor: Anchor;
  readonly stood: Stretch;
}

export interface Fates {
  readonly anchored: number;
  readonly edited: number;
  readonly moved: number;
  readonly toConfirm: number;
  readonly orphaned: number;
  /** A line for each that says it is anchored and does not read its quote, or stands somewhere else; said aloud by no mark. */
  readonly onWrongWords: readonly string[];
  /** A line for each that asks a person about a place where its words never went. */
  readonly askedInVain: readonly string[];
  /** How many have words that all stand in the new text, once; and a line for each of them that is orphaned. */
  readonly whole: number;
  readonly wholeLost: readonly string[];
  /** The same of those of which at least half stand together in the new text. */
  readonly partly: number;
  readonly partlyLost: readonly string[];
}

/** @param place where an annotation stands now; a control gives wrong ones. */
export function fatesOf(
  text: Y.Doc,
  all: readonly Followed[],
  oracle: Pick<Oracle, 'truthOf'>,
  place: (anchor: Anchor) => Stretch | null = placesIn(text),
): Fates {
  const line = lineOf(bodyOf(text)).words;
  const counts = { anchored: 0, edited: 0, moved: 0, toConfirm: 0, orphaned: 0 };
  const [onWrongWords, askedInVain]: [string[], string[]] = [[], []];
  const [wholeLost, partlyLost]: [string[], string[]] = [[], []];
  let [whole, partly] = [0, 0];
  for (const { anchor, stood } of all) {
    const { state, quote } = anchor;
    counts[state.is === 'moved' && state.confirm ? 'toConfirm' : state.is] += 1;
    const truth = oracle.truthOf(stood);
    const here = state.is === 'orphaned' ? null : place(anchor);
    const reads = here && line.slice(here.from, here.to);
    const told = `${state.is}: “${quote.exact}” → “${reads ?? ''}”`;
    const isMarked = state.is === 'moved' && state.confirm;
    if (here && isMarked && !truth.isAt(here)) askedInVain.push(told);
    if (here && !isMarked && !truth.isAt(here)) onWrongWords.push(told);
    else if (state.is === 'anchored' && unbroken(reads ?? '') !== unbroken(quote.exact))
      onWrongWords.push(told);
    if (truth.occurrences === 1) whole += 1;
    if (truth.occurrences === 1 && !here) wholeLost.push(told);
    if (truth.share >= 0.5) partly += 1;
    if (truth.share >= 0.5 && !here) partlyLost.push(`${truth.share.toFixed(2)} ${told}`);
  }
  return { ...counts, onWrongWords, askedInVain, whole, wholeLost, partly, partlyLost };
}

function placesIn(text: Y.Doc): (anchor: Anchor) => Stretch | null {
  const line = lineOf(bodyOf(text));
  return ({ span }) => {
    const passage = resolveSpan(text, span);
    return passage && stretchOf(line, passage);
  };
}

function unbroken(words: string): string {
  return words.replaceAll('\n', '');
}
