/** Whether a relative position from outside can be handed to other clients: editors throw on one that leads nowhere good. */
import { bodyOf } from '@gloss/shared/text/body';
import * as Y from 'yjs';

/** @param json as `Y.relativePositionToJSON` gives it, from a client. */
export function isSafePosition(doc: Y.Doc, json: unknown): boolean {
  try {
    const position = Y.createRelativePositionFromJSON(json);
    if (!isWhole(position.item) || !isWhole(position.type)) return false;
    const place = Y.createAbsolutePositionFromRelativePosition(position, doc, false);
    const body = bodyOf(doc);
    return place !== null && (place.type === body || Y.isParentOf(body, place.type._item));
  } catch {
    return false;
  }
}

function isWhole(id: Y.ID | null): boolean {
  return id === null || (Number.isSafeInteger(id.client) && Number.isSafeInteger(id.clock));
}
