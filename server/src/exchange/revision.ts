/** A revised text as an edit of a replica; the worker runs it, and tests do. */
import type { Carried } from '@gloss/shared/text/carried';
import type { JSONContent } from '@gloss/shared/text/content';
import { reviseBody } from '@gloss/shared/text/revise';
import * as Y from 'yjs';

/**
 * @param state the text as a Yjs update.
 * @returns the edit that makes it say what the content says, in the name of a client id of its own; null where nothing
 * changes. Throws where the content does not fit the schema.
 */
export function revisionOf(
  state: Uint8Array,
  content: JSONContent,
): { update: Uint8Array<ArrayBuffer> | null; carried: Carried[] } {
  const replica = new Y.Doc();
  Y.applyUpdate(replica, state);
  const updates: Uint8Array[] = [];
  replica.on('update', (update: Uint8Array) => updates.push(update));
  const carried = reviseBody(replica, content);
  replica.destroy();
  const update = updates.length === 0 ? null : Y.mergeUpdates(updates).slice();
  return { update, carried };
}
