/**
 * The layout of the docket's Yjs document: one root map `threads`, thread id → map of the thread's fields.
 * Only the server writes it (room/docket-room.ts); everyone reads it with the same functions.
 */
import { equalityDeep } from 'lib0/function';
import * as Y from 'yjs';

import type { ThreadId } from '../words/ids.ts';
import type { Thread } from '../words/thread.ts';
import type { Stored as StoredWords } from './former.ts';
import { joined, parted } from './former.ts';
import type { Since } from './since.ts';
import { anchorSince, partedAnchor } from './since.ts';

/** A thread as it lies in the docket. Those of before protocol 6 have no `since`. */
interface Stored extends StoredWords {
  readonly since?: Since;
}

/** Fields that only ever grow or change in one place: kept as arrays, so that an entry costs its own size. */
const listed = ['replies', 'history'] as const;

/** The same, of former.ts. Most threads have none. */
const listedWhereAny = ['formerWords', 'formerProposals'] as const;

/** Fields kept as plain JSON. A change replaces the whole value. */
const plain = [
  'id',
  'number',
  'type',
  'labels',
  'anchor',
  'since',
  'opening',
  'proposal',
  'assignee',
  'disposition',
  'verdict',
] as const satisfies readonly (keyof Stored)[];

type ThreadMap = Y.Map<unknown>;

/** @returns the root map of a docket. */
export function threadsOf(docket: Y.Doc): Y.Map<ThreadMap> {
  return docket.getMap('threads');
}

/** @returns all threads in order of their numbers. The content is the server's own and is trusted. */
export function readThreads(docket: Y.Doc): Thread[] {
  const threads = [...threadsOf(docket).values()].map(threadFrom);
  return threads.toSorted((one, other) => one.number - other.number);
}

/** @returns one thread, or undefined where the docket has none of that id. */
export function readThread(docket: Y.Doc, id: ThreadId): Thread | undefined {
  const map = threadsOf(docket).get(id);
  return map && threadFrom(map);
}

/** Reads a thread from its map. */
export function threadFrom(map: ThreadMap): Thread {
  const { since, ...stored } = storedIn(map);
  const thread = joined(stored);
  return thread.anchor ? { ...thread, anchor: anchorSince(thread.anchor, since) } : thread;
}

function storedIn(map: ThreadMap): Stored {
  return map.toJSON() as Stored;
}

/** Writes only what differs from what stands there. Call inside one transaction; never removes a thread. */
export function writeThread(docket: Y.Doc, thread: Thread): void {
  const threads = threadsOf(docket);
  const there = threads.get(thread.id);
  const map = there ?? threads.set(thread.id, new Y.Map<unknown>());
  const parts = partsOf(thread, there && storedIn(there));
  for (const field of plain) writePlain(map, field, parts[field]);
  for (const field of listed) writeList(map, field, parts[field]);
  for (const field of listedWhereAny) {
    const values = parts[field] ?? [];
    if (values.length > 0) writeList(map, field, values);
  }
}

function partsOf({ anchor, ...thread }: Thread, stored: Stored | undefined): Stored {
  const parts = parted(thread, stored);
  return anchor ? { ...parts, ...partedAnchor(anchor, stored ?? {}) } : parts;
}

function writePlain(map: ThreadMap, field: string, value: unknown): void {
  if (value === undefined) map.delete(field);
  else if (!equalityDeep(map.get(field), value)) map.set(field, value);
}

function writeList(map: ThreadMap, field: string, values: readonly unknown[]): void {
  const stored = map.get(field);
  const list = stored instanceof Y.Array ? stored : map.set(field, new Y.Array<unknown>());
  values.forEach((value, at) => {
    if (at >= list.length) list.push([value]);
    else if (!equalityDeep(list.get(at), value)) {
      list.delete(at);
      list.insert(at, [value]);
    }
  });
}
