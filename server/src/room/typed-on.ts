/**
 * Most edits are a few characters typed right behind the ones before. Yjs makes a transaction of each, and at its end joins them
 * to the stretch they continue; to tell what was new it then copies the whole stretch. Here the stretch is lengthened at once:
 * the same document, and the same bytes for the others, for a fraction of the work. Everything else is Yjs' own.
 */
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

import type { Change } from './change.ts';

/**
 * Puts a struct that was judged (judge.ts) and is all of its update into the document, where it continues what its writer
 * wrote last: `Item.integrate` and `Item.mergeWith` of Yjs for the case in which there is nothing to decide between.
 * @returns what it did; null where it is anything else, and then nothing was touched.
 */
export function typedOn(doc: Y.Doc, struct: Y.Item): Change | null {
  const { client, clock } = struct.id;
  const stretch = doc.store.clients.get(client)?.at(-1);
  if (!(stretch instanceof Y.Item) || !continues(struct, stretch)) return null;
  const text = stretch.parent;
  if (!(text instanceof Y.XmlText) || stretch.parentSub !== null) return null;
  stretch.content.mergeWith(struct.content);
  stretch.length += struct.length;
  text._length += struct.length;
  // Yjs remembers where it last was in a text, and forgets it when others write there.
  if (text._searchMarker) text._searchMarker.length = 0;
  const texts = new Set([text]);
  return {
    update: updateOf(struct),
    tidied: null,
    touched: texts,
    written: texts,
    gone: nothingGone,
    isStructural: false,
    newFrom: new Map([[client, clock]]),
    hasOddParts: false,
    isTyping: true,
  };
}

const nothingGone: Change['gone'] = new Map();

/** Whether Yjs would put it right behind the stretch, with nothing between to order it among, and join the two. */
function continues(struct: Y.Item, stretch: Y.Item): boolean {
  return (
    !stretch.deleted &&
    stretch.redone === null &&
    stretch.content instanceof Y.ContentString &&
    struct.content instanceof Y.ContentString &&
    struct.id.clock === stretch.id.clock + stretch.length &&
    Y.compareIDs(struct.origin, stretch.lastId) &&
    Y.compareIDs(struct.rightOrigin, stretch.rightOrigin) &&
    Y.compareIDs(struct.rightOrigin, stretch.right?.id ?? null)
  );
}

/** One client, one struct, nothing deleted; not the sender's bytes, which may hold more than is read of them. */
function updateOf(struct: Y.Item): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  encoding.writeVarUint(encoder.restEncoder, 1);
  encoding.writeVarUint(encoder.restEncoder, 1);
  encoder.writeClient(struct.id.client);
  encoding.writeVarUint(encoder.restEncoder, struct.id.clock);
  struct.write(encoder, 0);
  encoding.writeVarUint(encoder.restEncoder, 0);
  return encoder.toUint8Array();
}
