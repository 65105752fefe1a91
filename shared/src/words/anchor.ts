/** Where a passage is: Yjs relative positions, the block it began in, and its Quote. `text/anchor.ts` works with them. */
import * as z from 'zod/mini';

import { BlockId } from './ids.ts';
import { whole } from './text.ts';

/**
 * What a passage reads and what stands around it. What is kept may be a little longer than what may be sent: somebody has put a
 * break into it. Field names are those of the W3C Web Annotation TextQuoteSelector.
 */
export const Quote = z.object({
  exact: z.string().check(whole),
  /** At most 32 characters before it, in the same block. */
  prefix: z.string().check(whole, z.maxLength(64)),
  /** At most 32 characters after it, in the same block. */
  suffix: z.string().check(whole, z.maxLength(64)),
});
export type Quote = z.infer<typeof Quote>;

/** A Yjs relative position as `Y.encodeRelativePosition` gives it, in base64. */
export const EncodedPosition = z
  .string()
  .check(z.minLength(1), z.maxLength(400), z.regex(/^[A-Za-z0-9+/=]+$/));

/** Where the words begin (assoc 0) and end (assoc −1), and in which block they began. */
export const Span = z.object({ start: EncodedPosition, end: EncodedPosition, bid: BlockId });
export type Span = z.infer<typeof Span>;

/** What a client sends when it selects words: the server reads the quote again from its own text. */
export const Selected = z.object({
  ...Span.shape,
  quote: z.extend(Quote, { exact: z.string().check(whole, z.maxLength(20_000)) }),
});
export type Selected = z.infer<typeof Selected>;

/**
 * anchored: the words are there, unchanged. edited: there, changed inside. moved: found elsewhere by the quote; if the
 * match was not exact, `confirm` asks a person. orphaned: gone. (product.md, "An anchor's life")
 */
export const AnchorState = z.discriminatedUnion('is', [
  z.object({ is: z.literal('anchored') }),
  z.object({ is: z.literal('edited'), reads: z.string() }),
  z.object({ is: z.literal('moved'), confirm: z.boolean(), reads: z.string() }),
  // `reads`: what it last read, where that was something else than its quote. `unsought`: words like them are still to be
  // searched for, since too many were lost at once.
  z.object({
    is: z.literal('orphaned'),
    reads: z.optional(z.string()),
    unsought: z.optional(z.literal(true)),
  }),
]);
export type AnchorState = z.infer<typeof AnchorState>;

export const Anchor = z.object({
  span: Span,
  quote: Quote,
  /** The heading under which the words stood when the anchor was made; empty before the first heading. */
  section: z.string(),
  /** Sequence number of the text's journal when it was made or last settled by the server. */
  seq: z.number(),
  state: AnchorState,
});
export type Anchor = z.infer<typeof Anchor>;
