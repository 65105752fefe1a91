/**
 * Where a new annotation's passage is in this text, whatever its author's screen showed. Run by the server, whose answer
 * counts, and ahead of it by the client. The quote is read here again: nobody can put words into the draft's mouth.
 */
import type * as Y from 'yjs';

import type { Anchor, AnchorState, Quote, Selected } from '../words/anchor.ts';
import type { Ruling } from '../words/refusal.ts';
import { grant, refuse } from '../words/refusal.ts';
import type { Passage } from './anchor.ts';
import { readQuote, resolveSpan, spanBetween } from './anchor.ts';
import { bodyOf } from './body.ts';
import { likeness } from './likeness.ts';
import { sectionAt } from './outline.ts';
import { findQuote } from './quote.ts';

/**
 * In this order: the words are at the positions given; they are there but edited since; they are found elsewhere by the
 * quote; other words are there, and a person is asked. Refuses `passage-empty` where there are no words to speak about.
 * @param seq sequence number of the text's journal, kept in the anchor.
 */
export function settle(doc: Y.Doc, selected: Selected, seq: number): Ruling<Anchor> {
  const body = bodyOf(doc);
  const wanted = selected.quote.exact;
  const there = resolveSpan(doc, selected);
  const reads = there ? readQuote(body, there.start, there.end) : null;
  if (there && reads?.exact === wanted && wanted.trim() !== '')
    return anchorAt(body, there, reads, seq, { is: 'anchored' });
  if (there && reads && likeness(reads.exact, wanted) > 0)
    return anchorAt(body, there, selected.quote, seq, { is: 'edited', reads: reads.exact });
  const found = findQuote(body, selected.quote, selected.bid);
  if (found) {
    const read = readQuote(body, found.start, found.end);
    const state = { is: 'moved', confirm: !found.exact, reads: read.exact } as const;
    return anchorAt(body, found, { ...read, exact: wanted }, seq, state);
  }
  if (there && reads && reads.exact.trim() !== '')
    return anchorAt(body, there, reads, seq, { is: 'moved', confirm: true, reads: reads.exact });
  return refuse('passage-empty');
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
