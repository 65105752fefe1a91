/**
 * The gate under fire: real sessions at a real room over a journal in memory. Everything is made from a seed, so that the
 * same frames meet the same document again.
 */
import type { SyncRoom } from '@gloss/server/gate/session';
import { textOf } from '@gloss/server/journal/document';
import type { Batch, Entry, Journal, Stored } from '@gloss/server/journal/journal';
import { openMemoryJournal } from '@gloss/server/journal/memory-journal';
import type { RoomWorld } from '@gloss/server/room/draft-room';
import { openRooms } from '@gloss/server/room/rooms';
import type { Rooms } from '@gloss/server/room/rooms';
import { person } from '@gloss/shared/rules/scene.fixture';
import { bodyOf } from '@gloss/shared/text/body';
import type { JSONContent } from '@gloss/shared/text/content';
import { contentOf, fillBody } from '@gloss/shared/text/content';
import { DraftId } from '@gloss/shared/words/ids';
import * as Y from 'yjs';

import type { Dice } from '../../stage/dice.ts';
import { oneLine } from '../../stage/one-line.ts';

const draft = DraftId.parse('draft-under-fire');

/** Makes the rooms over a journal; a control brings others. */
export type RoomsMaker = (world: RoomWorld) => Pick<Rooms, 'create' | 'close'> & {
  text(draft: DraftId): Promise<SyncRoom & { readonly doc: Y.Doc }>;
  docket(draft: DraftId): Promise<SyncRoom>;
};

export interface Gate {
  readonly text: SyncRoom;
  readonly docket: SyncRoom;
  /** The text as the room has it now. */
  doc(): Y.Doc;
  /** The entries of the text in what the journal was given from this batch on. */
  entriesFrom(first: number): Entry[];
  /** Everything that the journal was given. */
  readonly batches: readonly Batch[];
  /** Storage errors: none is ever due here. */
  readonly failures: readonly unknown[];
  stored(): Promise<Stored>;
  close(): Promise<void>;
}

/** Opens a gate on a text of this content, or on what another gate had stored. */
export async function openGate(
  first: { readonly content: JSONContent } | { readonly batches: readonly Batch[] },
  chance: Dice,
  makeRooms: RoomsMaker = openRooms,
): Promise<Gate> {
  const batches: Batch[] = [];
  const failures: unknown[] = [];
  const memory = await openMemoryJournal();
  const journal: Journal = {
    ...memory,
    append: (batch) => {
      batches.push(batch);
      // SQLite takes more than it can give back to JavaScript.
      for (const { client } of batch.bindings ?? [])
        if (!Number.isSafeInteger(client)) failures.push(new Error(`client ${client} is stored`));
      return memory.append(batch);
    },
  };
  let now = 1_000_000;
  const world = {
    journal,
    now: () => (now += 1),
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    fail: (error: unknown) => void failures.push(error),
  };
  const rooms = makeRooms(world);
  if ('content' in first) await rooms.create(draft, wordsOf(first.content, chance), lead.account);
  else for (const batch of first.batches) await journal.append(batch);
  const text = await rooms.text(draft);
  const docket = await rooms.docket(draft);
  return {
    text,
    docket,
    doc: () => text.doc,
    entriesFrom: (first) => entriesOf(batches.slice(first)),
    batches,
    failures,
    stored: () => journal.read(textOf(draft)),
    close: () => rooms.close(),
  };
}

export const lead = person('lead');

function entriesOf(batches: readonly Batch[]): Entry[] {
  return batches
    .flatMap(({ entries }) => entries)
    .filter(({ document }) => document === textOf(draft));
}

/** Like `firstWords`, under a client id of the dice. */
function wordsOf(
  content: JSONContent,
  chance: Dice,
): { update: Uint8Array<ArrayBuffer>; client: number } {
  const doc = new Y.Doc();
  doc.clientID = 1 + chance.upTo(2 ** 31);
  fillBody(doc, content);
  return { update: Y.encodeStateAsUpdate(doc).slice(), client: doc.clientID };
}

/** Everything about a text that a refused frame must leave as it was, in one line. */
export function stateOf(doc: Y.Doc): string {
  const { pendingStructs, pendingDs } = doc.store;
  return [
    contentLine(doc),
    [...doc.share.keys()].toSorted().join(),
    JSON.stringify([...bodyOf(doc)._map.keys()]),
    Buffer.from(Y.encodeSnapshot(Y.snapshot(doc))).toString('base64'),
    pendingStructs === null && pendingDs === null ? 'whole' : 'waiting',
  ].join('\n');
}

/**
 * The words of the document alone, as they would be on a screen. Half a character, which no keyboard types and a typist of ours
 * may leave, is shown as U+FFFD by the screen that has it, and sent as that to all others.
 */
export function contentLine(doc: Y.Doc): string {
  return oneLine(contentOf(bodyOf(doc))).replaceAll(/\\ud[89a-f][0-9a-f]{2}/g, '\uFFFD');
}

/** @returns where two lines part. */
export function unlike(one: string, other: string): string {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const near = (line: string) => line.slice(Math.max(0, at - 80), at + 120);
  return `${near(one)}\ninstead of ${near(other)}`;
}

function ignore(): void {}
