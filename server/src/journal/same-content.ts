/** A new checkpoint, and whether it says what the old one and its entries say: asked before anything is trimmed. */
import { isDeepStrictEqual } from 'node:util';

import * as Y from 'yjs';

import type { DocumentName } from './document.ts';
import { JournalError } from './journal-error.ts';
import type { Checkpoint, Stored } from './journal.ts';
import { replayInto, updatesOf } from './replay.ts';

/**
 * Throws `different` where the state does not hold exactly what is stored up to its `seq`: another content, more or fewer
 * edits, edits that wait for missing ones, or another state vector than it says.
 */
export function checkSameContent(
  document: DocumentName,
  stored: Stored,
  checkpoint: Checkpoint,
): void {
  if (saysTheSame(stored, checkpoint)) return;
  throw new JournalError(
    'different',
    `${document}: the checkpoint at ${checkpoint.seq} does not say what the journal says. Nothing was trimmed.`,
  );
}

/**
 * @returns a document loaded and encoded anew, so that what was deleted is not in it; null where it has no entries since its
 * checkpoint. Throws where it cannot be applied, or refers to what is not stored.
 */
export function compacted(stored: Stored): Checkpoint | null {
  const last = stored.entries.at(-1);
  if (!last) return null;
  const doc = replay(stored, last.seq);
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null)
    throw new JournalError('broken', `${last.document}: what is stored has gaps.`);
  return {
    seq: last.seq,
    state: Y.encodeStateAsUpdate(doc),
    stateVector: Y.encodeStateVector(doc),
  };
}

/** @returns the state vector of a state, for a checkpoint; of bytes that are no state an empty one, and the proof refuses them. */
export function vectorOf(state: Uint8Array): Uint8Array {
  try {
    return Y.encodeStateVectorFromUpdate(state);
  } catch {
    return Y.encodeStateVector(new Map<number, number>());
  }
}

function saysTheSame(stored: Stored, { seq, state, stateVector }: Checkpoint): boolean {
  const before = replay(stored, seq);
  const after = new Y.Doc();
  let said: Map<number, number>;
  try {
    replayInto(after, [state]);
    said = Y.decodeStateVector(stateVector);
  } catch {
    // Bytes that are no update say nothing at all.
    return false;
  }
  // Content, because equal state vectors may hide different words; state vectors, because equal words may hide lost edits.
  return (
    after.store.pendingStructs === null &&
    after.store.pendingDs === null &&
    isDeepStrictEqual(clocks(before), clocks(after)) &&
    isDeepStrictEqual(said, clocks(after)) &&
    readTheSame(before, after)
  );
}

function replay(stored: Stored, seq: number): Y.Doc {
  const doc = new Y.Doc();
  replayInto(doc, updatesOf(stored, seq));
  return doc;
}

function clocks(doc: Y.Doc): Map<number, number> {
  return Y.decodeStateVector(Y.encodeStateVector(doc));
}

/** Part by part: a large document twice over in plain objects would take more memory than all the rest of its checkpoint. */
function readTheSame(one: Y.Doc, other: Y.Doc): boolean {
  const others = partsOf(other);
  for (const part of partsOf(one)) {
    const next = others.next();
    if (next.done === true || !isDeepStrictEqual(part, next.value)) return false;
  }
  return others.next().done === true;
}

/** What `contentOf` says, as a sequence: each element with how many children follow it. */
function* partsOf(doc: Y.Doc): Generator {
  for (const name of [...doc.share.keys()].toSorted()) {
    const root = doc.share.get(name);
    if (root?._start === null) {
      const map = doc.getMap(name);
      yield [name, map.size];
      for (const key of [...map.keys()].toSorted()) yield [key, plainOf(map.get(key))];
    } else {
      yield [name];
      yield* nodeParts(doc.getXmlFragment(name));
    }
  }
}

function* nodeParts(node: Y.XmlFragment | Y.XmlElement): Generator {
  yield node instanceof Y.XmlElement
    ? [node.nodeName, node.getAttributes(), node.length]
    : node.length;
  for (const child of node.toArray())
    if (child instanceof Y.XmlElement) yield* nodeParts(child);
    else yield nodeContent(child);
}

function plainOf(value: unknown): unknown {
  return value instanceof Y.AbstractType ? (value.toJSON() as unknown) : value;
}

/** Every root by name. A root that holds a sequence is XML in our documents, one that holds keys is a map. */
export function contentOf(doc: Y.Doc): Map<string, unknown> {
  const roots = new Map<string, unknown>();
  for (const [name, root] of doc.share) {
    const content =
      root._start === null
        ? doc.getMap(name).toJSON()
        : doc.getXmlFragment(name).toArray().map(nodeContent);
    roots.set(name, content);
  }
  return roots;
}

function nodeContent(node: Y.XmlElement | Y.XmlText | Y.XmlHook): unknown {
  if (node instanceof Y.XmlText) return node.toDelta();
  if (node instanceof Y.XmlHook) return node.toJSON();
  return [node.nodeName, node.getAttributes(), node.toArray().map(nodeContent)];
}
