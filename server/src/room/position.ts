/** Whether a relative position from outside can be handed to other clients: editors throw on one that leads nowhere good. */
import { bodyOf } from '@gloss/shared/text/body';
import { isPlainId } from '@gloss/shared/text/plain-id';
import * as Y from 'yjs';

/** @param json as `Y.relativePositionToJSON` gives it, from a client. */
export function isSafePosition(doc: Y.Doc, json: unknown): boolean {
  try {
    const position = Y.createRelativePositionFromJSON(json);
    const { item, type } = position;
    if ((item && !isPlainId(item)) || (type && !isPlainId(type))) return false;
    const place = Y.createAbsolutePositionFromRelativePosition(position, doc, false);
    const body = bodyOf(doc);
    return place !== null && (place.type === body || Y.isParentOf(body, place.type._item));
  } catch {
    return false;
  }
}
