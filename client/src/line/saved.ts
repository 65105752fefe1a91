/**
 * What the screen may say about saving, computed from acknowledgements alone. A pure state machine: `text-sync.ts` tells it
 * what happened, `savedOf` says what to show. An edit is saved when the server has it on disk (product.md, "What saved means").
 */
import type { Refusal } from '@gloss/shared/words/refusal';

/** `count`: edits not acknowledged plus acts not answered. */
export type Saved =
  | { readonly is: 'saved' }
  | { readonly is: 'saving'; readonly count: number }
  | { readonly is: 'offline'; readonly count: number }
  | { readonly is: 'refused'; readonly refusal: Refusal };
