/**
 * Where a new annotation's passage is in this text, whatever its author's screen showed. Run by the server, whose answer
 * counts, and ahead of it by the client. The quote is read here again: nobody can put words into the draft's mouth.
 */
import type * as Y from 'yjs';

import type { Anchor, AnchorState, Quote, Selected } from '../words/anchor.ts';
import type { Ruling } from '../words/refusal.ts';
import { grant, refuse } from '../words/refusal.ts';
import { acrossBreak } from './across-break.ts';
import type { Passage } from './anchor.ts';
import { blockOf, longestPassage, readQuote, resolveSpan, spanBetween } from './anchor.ts';
import { bodyOf } from './body.ts';
import { companyOf } from './company.ts';
import { likeness } from './likeness.ts';
import { sectionAt } from './outline.ts';
import type { Found } from './quote.ts';
import { findQuote, shortQuote } from './quote.ts';
import { textsBetween } from './reading.ts';

/** Of what stood around the words, so much must stand there still for a place to be theirs without a question. */
const samePlace = 0.5;
/** Few words stand in many places: elsewhere than in their block they need so many of the same characters around them. */
const leastAround = 4;

/**
 * In this order: the words are at the positions given; a break has come between them; they are there but edited since; they are found elsewhere by the
 * quote; other words are there, and a person is asked; nothing is there any more, and the thread begins as an orphan with
 * the quote its author sent. Refuses `passage-empty` where there is no quote either.
 * @param seq sequence number of the text's journal, kept in the anchor.
 */
export function settle(doc: Y.Doc, selected: Selected, seq: number): Ruling<Anchor> {
  const body = bodyOf(doc);
  const { quote, start, end, bid } = selected;
  const wanted = quote.exact;
  const named = resolveSpan(doc, selected);
  const there = named && isBearable(named) ? named : null;
  const reads = there ? readQuote(body, there.start, there.end) : null;
  if (there && reads?.exact === wanted && wanted.trim() !== '')
    return anchorAt(body, there, reads, seq, { is: 'anchored' });
  const whole = there && acrossBreak(there, wanted);
  if (whole && wanted.trim() !== '')
    return anchorAt(body, whole, readQuote(body, whole.start, whole.end), seq, { is: 'anchored' });
  if (there && reads && likeness(reads.exact, wanted) > 0)
    return anchorAt(body, there, quote, seq, { is: 'edited', reads: reads.exact });
  const found = findQuote(body, quote, bid);
  const read = found && readQuote(body, found.start, found.end);
  if (found && read && isTheirs(found, read, selected)) {
    const confirm = !found.exact || !isSamePlace(found, read, selected);
    const state = { is: 'moved', confirm, reads: read.exact } as const;
    return anchorAt(body, found, { ...read, exact: wanted }, seq, state);
  }
  if (there && reads && reads.exact.trim() !== '')
    return anchorAt(body, there, reads, seq, { is: 'moved', confirm: true, reads: reads.exact });
  if (wanted.trim() === '') return refuse('passage-empty');
  const state = { is: 'orphaned' } as const;
  return grant({ span: { start, end, bid }, quote, section: '', seq, state });
}

/**
 * A passage of any length would be read, kept, and brought to everyone who opens the draft. Who selected it selected less, and
 * others may have written in it since.
 */
function isBearable({ start, end }: Passage): boolean {
  let left = 2 * longestPassage + start.offset + end.text.length - end.offset;
  for (const { text } of textsBetween(start, end)) {
    left -= text.length + 1;
    if (left < 0) return false;
  }
  return true;
}

function isTheirs(found: Found, read: Quote, { quote, bid }: Selected): boolean {
  if (quote.exact.length >= shortQuote || companyOf(quote, read) >= leastAround) return true;
  return blockOf(found.start) === bid;
}

/** Whether it is in its block, or with the same words around it; one that stood alone could be any that reads alike. */
function isSamePlace(found: Found, read: Quote, { quote, bid }: Selected): boolean {
  if (blockOf(found.start) === bid) return true;
  const around = quote.prefix.length + quote.suffix.length;
  return companyOf(quote, read) >= leastAround && found.around >= samePlace * around;
}

function anchorAt(
  body: Y.XmlFragment,
  { start, end }: Passage,
  quote: Quote,
  seq: number,
  state: AnchorState,
): Ruling<Anchor> {
  const section = sectionAt(body, start)?.title ?? '';
  return grant({ span: spanBetween(start, end), quote, section, seq, state });
}
