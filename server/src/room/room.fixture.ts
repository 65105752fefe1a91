/** A draft's room for tests: a journal that commits when told to, guests that keep what they are sent, people at replicas. */
import { person } from '@gloss/shared/rules/scene.fixture';
import type { JSONContent } from '@gloss/shared/text/content';
import { firstWords } from '@gloss/shared/text/content';
import { block, paragraph } from '@gloss/shared/text/fixture';
import { message, readAcknowledged, readFromClient } from '@gloss/shared/wire/frames';
import { DraftId } from '@gloss/shared/words/ids';
import type { Participant } from '@gloss/shared/words/participant';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';

import type { Batch, Journal } from '../journal/journal.ts';
import { openMemoryJournal } from '../journal/memory-journal.ts';
import { silentLog } from '../log/log.ts';
import type { DraftRoom } from './draft-room.ts';
import { openDraftRoom } from './draft-room.ts';
import type { Guest } from './guest.ts';
import { openRooms } from './rooms.ts';

export const draft = DraftId.parse('draft-0001');

/** A journal whose commits wait until `commit` is called. */
export class HeldJournal implements Journal {
  readonly appended: Batch[] = [];
  #waiting: (() => Promise<void>)[] = [];
  #isHeld = false;
  readonly #journal: Journal;

  constructor(journal: Journal) {
    this.#journal = journal;
    this.read = (document) => journal.read(document);
    this.compacted = (document) => journal.compacted(document);
    this.checkpoint = (document, seq, state) => journal.checkpoint(document, seq, state);
    this.answerTo = (draft, act) => journal.answerTo(draft, act);
    this.tallies = () => journal.tallies();
    this.record = (query) => journal.record(query);
    this.close = () => journal.close();
  }

  readonly read: Journal['read'];
  readonly compacted: Journal['compacted'];
  readonly checkpoint: Journal['checkpoint'];
  readonly answerTo: Journal['answerTo'];
  readonly tallies: Journal['tallies'];
  readonly record: Journal['record'];
  readonly close: Journal['close'];

  append(batch: Batch): Promise<void> {
    this.appended.push(batch);
    if (!this.#isHeld) return this.#journal.append(batch);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#waiting.push(() => this.#journal.append(batch).then(resolve, reject));
    return promise;
  }

  /** From now on nothing reaches the disk. */
  hold(): void {
    this.#isHeld = true;
  }

  /** Puts what waits on the disk: all of it, or so many batches. */
  async commit(count = this.#waiting.length): Promise<void> {
    const settled = this.#waiting.splice(0, count).map((append) => append());
    await Promise.all(settled);
    await turn();
  }
}

/** Someone's socket: keeps every frame it is sent, by name. */
export class TestGuest implements Guest {
  isSentAway = false;
  sendAway = () => void (this.isSentAway = true);
  /** For how long its long updates kept the server busy, in ms, slice by slice. */
  readonly slices: number[] = [];
  keptBusy = (ms: number) => void this.slices.push(ms);
  readonly participant: Participant;
  readonly mayWrite: boolean;
  readonly doc = new Y.Doc();
  /** In the order in which they came: `step1`, `step2/update`, `acknowledged n`, `presence`. */
  readonly got: string[] = [];
  /** How many writes to the socket that took. */
  writes = 0;

  constructor(participant: Participant, mayWrite = true) {
    this.participant = participant;
    this.mayWrite = mayWrite;
  }

  send(frames: readonly Uint8Array[]): void {
    this.writes += 1;
    for (const frame of frames) this.got.push(this.#read(frame));
  }

  #read(frame: Uint8Array): string {
    const decoder = decoding.createDecoder(frame);
    const type = decoding.readVarUint(decoder);
    if (type === message.acknowledged) return `acknowledged ${readAcknowledged(decoder).count}`;
    if (type === message.awareness) return 'presence';
    const said = readFromClient(frame);
    if (said.is !== 'update') return said.is;
    Y.applyUpdate(this.doc, said.update, 'server');
    return frame[1] === 1 ? 'step2' : 'update';
  }
}

/** A room, where its batches go, and the storage errors it met. */
interface OpenRoom {
  room: DraftRoom;
  journal: HeldJournal;
  failures: unknown[];
}

/** @returns an open room whose text has a paragraph for each of these words, and its journal. */
export function roomWith(...words: string[]): Promise<OpenRoom> {
  return roomOf(...words.map((each) => paragraph(each)));
}

/** @returns an open room whose text is these blocks, and its journal. */
export async function roomOf(...blocks: readonly JSONContent[]): Promise<OpenRoom> {
  const journal = new HeldJournal(await openMemoryJournal());
  const failures: unknown[] = [];
  const world = {
    journal,
    now: () => 1_000,
    log: silentLog,
    fail: (error: unknown) => void failures.push(error),
  };
  const rooms = openRooms(world);
  const content = block('doc', ...blocks);
  await rooms.create(draft, firstWords(content), person('lead').account);
  await rooms.close();
  journal.appended.length = 0;
  return { room: await openDraftRoom(draft, world), journal, failures };
}

/** @returns a replica of the room's text and a way to write in it; each edit is one update. */
export function replicaOf(text: Y.Doc): {
  doc: Y.Doc;
  write(edit: (doc: Y.Doc) => void): Uint8Array;
} {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(text));
  return {
    doc,
    write: (edit) => {
      const updates: Uint8Array[] = [];
      const keep = (update: Uint8Array) => updates.push(update);
      doc.on('update', keep);
      doc.transact(() => edit(doc));
      doc.off('update', keep);
      return Y.mergeUpdates(updates);
    },
  };
}

/** Lets everything that is ready happen. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
