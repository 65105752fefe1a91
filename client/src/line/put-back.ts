/** Where words that went with their block (`lost-words.ts`) belong now, and how they are written there. */
import { missingInCopy, placeInCopy } from '@gloss/shared/text/place-in-copy';
import { childrenOf } from '@gloss/shared/text/positions';
import { lineOf } from '@gloss/shared/text/reading';
import * as Y from 'yjs';

import type { LostRun, LostWords } from './lost-words.ts';
import { newPlaceOf, textblocksIn } from './new-place.ts';

/** Words as long as this were perhaps not written, but carried there by a break or a move: then they may stand in the text again. */
const leastCarried = 8;

/** Words, and where they belong: so many characters into what `lineOf` reads of a block. */
export interface Wanted {
  readonly block: Y.XmlElement;
  readonly at: number;
  readonly words: string;
}

/** Lost words, and what of them is to be written where; null where there is no place for them. */
export interface Placed {
  readonly run: LostRun;
  readonly block: Y.XmlElement | null;
  readonly wanted: readonly Wanted[];
}

export function placesOf(body: Y.XmlFragment, { block, base, runs }: LostWords): Placed[] {
  const blocks = textblocksIn(body);
  const words = withRuns(base, runs);
  let shift = 0;
  return runs.map((run) => {
    const from = run.at + shift;
    const to = from + run.words.length;
    shift += run.words.length;
    const found = newPlaceOf(blocks, block, { base, words, from, to });
    if (found === null) return { run, block: null, wanted: [] };
    const isCarried = run.words.length >= leastCarried || base === '';
    const missing =
      isCarried && found.words !== ''
        ? missingInCopy(words, from, to, found.words)
        : [{ at: placeInCopy(base, run.at, found.words), words: run.words }];
    return {
      run,
      block: found.block,
      wanted: missing.map((each) => ({ ...each, block: found.block })),
    };
  });
}

/** Writes them. Inside the caller's transaction. */
export function putBack(wanted: readonly Wanted[]): void {
  // From the end of each block, so that what stands before keeps its place; of those at one place the last first.
  for (const each of wanted.toReversed().toSorted((one, other) => other.at - one.at)) write(each);
}

function withRuns(base: string, runs: readonly LostRun[]): string {
  let words = '';
  let from = 0;
  for (const { at, words: run } of runs) {
    words += base.slice(from, at) + run;
    from = at;
  }
  return words + base.slice(from);
}

function write({ block, at, words }: Wanted): void {
  const stretch = lineOf(block).stretches.findLast(({ from }) => from <= at);
  const [empty] = [...childrenOf(block)].filter((child) => child instanceof Y.XmlText);
  if (stretch) stretch.text.insert(Math.min(at - stretch.from, stretch.text.length), words);
  else if (empty) empty.insert(0, words);
  else block.insert(0, [new Y.XmlText(words)]);
}
