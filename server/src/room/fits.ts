/** Whether a text is one after a change: asked of the blocks that were touched, and of the text as a whole. */
import { bodyOf } from '@gloss/shared/text/body';
import { checkBlocks, hasOnlyBody, topLevelBlocks } from '@gloss/shared/text/check';
import { textBlocks } from '@gloss/shared/wire/limits';
import type { Ruling } from '@gloss/shared/words/refusal';
import { grant, refuse } from '@gloss/shared/words/refusal';
import type * as Y from 'yjs';

import type { Change } from './change.ts';
import type { Work } from './turns.ts';

/** Asks it at once. */
export function fitsIn(doc: Y.Doc, change: Change | null): Ruling<unknown> {
  const fits = fitsRoughly(doc, change);
  if (!fits.ok || change === null || change.isTyping) return fits;
  return checkBlocks(bodyOf(doc), change.touched);
}

/** Asks it with stops: for a long change. */
export function* fittingIn(doc: Y.Doc, change: Change | null): Work<Ruling<unknown>> {
  const fits = fitsRoughly(doc, change);
  if (!fits.ok || change === null || change.isTyping) return fits;
  for (const block of topLevelBlocks(bodyOf(doc), change.touched)) {
    yield;
    const fit = checkBlocks(bodyOf(doc), [block]);
    if (!fit.ok) return fit;
  }
  return grant(undefined);
}

function fitsRoughly(doc: Y.Doc, change: Change | null): Ruling<unknown> {
  if (change?.hasOddParts === true) return refuse('update-invalid');
  if (bodyOf(doc).length > textBlocks) return refuse('too-large');
  return hasOnlyBody(bodyOf(doc)) ? grant(undefined) : refuse('update-invalid');
}
