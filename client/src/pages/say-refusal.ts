/** From an answer that was a no to the sentence a person reads. */
import type { Refusal } from '@gloss/shared/words/refusal';

import type { Unreachable } from '../line/api.ts';
import { phrases } from '../phrases/phrases.ts';

/** @returns our own words for the code; the sentence that came along is for scripts and logs. */
export function sayRefusal({ code }: Refusal | Unreachable): string {
  return code === 'unreachable' ? phrases.pages.unreachable : phrases.refusals[code];
}
