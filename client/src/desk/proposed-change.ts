/** A change that did not reach the text, as the act that proposes it: the fewest words that change, at their place of today. Pure. */
import type { Act } from '@gloss/shared/rules/acts';
import { contextLength, selectedBetween } from '@gloss/shared/text/anchor';
import { blocksAtHand } from '@gloss/shared/text/blocks-at-hand';
import { bodyOf } from '@gloss/shared/text/body';
import { findQuote } from '@gloss/shared/text/quote';
import { lineOf, pointsIn } from '@gloss/shared/text/reading';
import type { Selected } from '@gloss/shared/words/anchor';
import type * as Y from 'yjs';

import { blockElement, wordsOf } from '../line/blocks.ts';
import type { UnsentChange } from '../line/unsent-changes.ts';
import { phrases } from '../phrases/phrases.ts';
import { changedWords } from './changed-words.ts';

const sorted = { type: 'general', labels: [] } satisfies Partial<Act>;

/**
 * @returns a proposal for the words that change, or for the whole blocks that do; for new words whose blocks are not known,
 * one that adds them to the words they stand beside. Where no such place is in the text any more, an annotation on the draft as a whole that brings the words.
 */
export function asAct(text: Y.Doc, change: UnsentChange): Act {
  const { mine, blocks } = change;
  const say = phrases.pages.notices;
  if (blocks && blocksAtHand(text).read(blocks.bids))
    return { act: 'propose', wording: mine, blocks, body: '', ...sorted };
  const placed = change.is === 'added' ? beside(text, change) : instead(text, change);
  if (placed === null) return { act: 'annotate', body: say.proposedBody(mine), ...sorted };
  const body = change.is === 'added' ? say.proposedParagraph : '';
  return { act: 'propose', ...placed, body, ...sorted };
}

interface Placed {
  readonly selected: Selected;
  readonly wording: string;
}

/** Where others have written in the same block since, the words that change are looked for in it; failing that, all of it is meant. */
function instead(text: Y.Doc, { bid, before, mine }: UnsentChange): Placed | null {
  const body = bodyOf(text);
  const block = bid && blockElement(body, bid);
  if (!block) return null;
  const now = wordsOf(block);
  const { from, to, words } = changedWords(before, mine);
  if (now === before) return placedAt(block, body, from, to, words);
  const quote = {
    exact: before.slice(from, to),
    prefix: before.slice(Math.max(0, from - contextLength), from),
    suffix: before.slice(to, to + contextLength),
  };
  const found = findQuote(body, quote, bid);
  const selected = found?.exact && selectedBetween(body, found.start, found.end);
  return selected ? { selected, wording: words } : placedAt(block, body, 0, now.length, mine);
}

/** Added to the last word of the block before them, or to the first of the block after. */
function beside(text: Y.Doc, { bid, mine, isBefore }: UnsentChange): Placed | null {
  const body = bodyOf(text);
  const block = bid && blockElement(body, bid);
  if (!block) return null;
  const now = wordsOf(block);
  const [word = ''] = (isBefore ? /^\s*\S+/ : /\S+\s*$/).exec(now) ?? [];
  return isBefore
    ? placedAt(block, body, 0, word.length, `${mine}\n${word}`)
    : placedAt(block, body, now.length - word.length, now.length, `${word}\n${mine}`);
}

function placedAt(
  block: Y.XmlElement,
  body: Y.XmlFragment,
  from: number,
  to: number,
  wording: string,
): Placed | null {
  const points = pointsIn(lineOf(block), from, to);
  const selected = points && selectedBetween(body, points.start, points.end);
  return selected && { selected, wording };
}
