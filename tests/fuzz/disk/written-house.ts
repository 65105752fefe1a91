/** A small data folder with something of everything, as bytes, and how it reads. In process, for tens of thousands of readings. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { docketOf, textOf } from '@gloss/server/journal/document';
import { openHouse } from '@gloss/server/journal/sqlite-house';
import { openTables } from '@gloss/server/journal/sqlite-tables';
import type { Group, Tables } from '@gloss/server/journal/sqlite-tables';
import { AccountId, ActId, DraftId } from '@gloss/shared/words/ids';
import * as Y from 'yjs';

/** The files of a data folder, by name. */
export type Files = ReadonlyMap<string, Buffer>;

/** Each thing that can be asked of a journal → what it answers, as JSON; what is damaged answers with its sentence. */
export type Reading = ReadonlyMap<string, Read>;
type Read = { readonly is: string } | { readonly broken: string };

export const database = 'gloss.sqlite';
export const log = 'gloss.sqlite-wal';

const drafts = ['draft-one', 'draft-two', 'draft-three'].map((id) => DraftId.parse(id));
const ada = AccountId.parse('account-ada');
const acts = Array.from({ length: 8 }, (_, at) => ActId.parse(`act-0000000${at}`));

/** In memory where this machine has a folder for that: here nothing depends on the disk. */
const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export interface WrittenHouse {
  /** With half of everything in the database, the rest in the write-ahead log. */
  readonly files: Files;
  /** How it reads. */
  readonly whole: Reading;
  /** How it read before the last commit, and how long its log was then. */
  readonly before: Reading;
  readonly logBefore: number;
}

/** Writes it through the tables that the server writes through. */
export function writtenHouse(): WrittenHouse {
  const folder = newFolder();
  const { file, close } = openHouse(folder);
  const tables = openTables(file);
  for (const draft of drafts) write(tables, draft, 0, 20);
  for (const draft of drafts) compact(tables, draft);
  for (const draft of drafts) write(tables, draft, 20, 30);
  file.exec('pragma wal_checkpoint(truncate)');
  for (const draft of drafts) write(tables, draft, 30, 40);
  const before = readingOf(tables);
  const logBefore = statSync(join(folder, log)).size;
  const last = drafts[0];
  if (last) write(tables, last, 40, 41);
  const whole = readingOf(tables);
  const files = filesOf(folder);
  close();
  rmSync(folder, { recursive: true });
  return { files, whole, before, logBefore };
}

/** @returns how a folder with these files reads; or the sentence with which it is refused. */
export function readHouse(files: Files): Reading | string {
  const folder = newFolder();
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
  try {
    const { file, close } = openHouse(folder);
    try {
      return readingOf(openTables(file));
    } finally {
      close();
    }
  } catch (error) {
    return messageOf(error);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @returns what reads otherwise than it should and does not say so. */
export function wrongIn(reading: Reading, ...allowed: readonly Reading[]): string[] {
  const isRight = (should: Reading): boolean => othersIn(reading, should).length === 0;
  return allowed.some(isRight) ? [] : othersIn(reading, allowed[0] ?? reading);
}

function othersIn(reading: Reading, should: Reading): string[] {
  return [...should.keys()].filter((asked) => {
    const [got, wanted] = [reading.get(asked), should.get(asked)];
    return got && 'is' in got && JSON.stringify(got) !== JSON.stringify(wanted);
  });
}

/** How many questions were answered with an error. */
export function brokenIn(reading: Reading): number {
  return [...reading.values()].filter((read) => 'broken' in read).length;
}

function readingOf(tables: Tables): Reading {
  const reading = new Map<string, Read>();
  const ask = (what: string, question: () => unknown): void => {
    try {
      reading.set(what, { is: JSON.stringify(question(), plain) });
    } catch (error) {
      reading.set(what, { broken: messageOf(error) });
    }
  };
  for (const draft of drafts) {
    ask(textOf(draft), () => tables.read(textOf(draft)));
    // A draft opens with its docket, and without that it answers no act (room/draft-room.ts).
    ask(docketOf(draft), () => ({
      docket: tables.read(docketOf(draft)),
      answers: acts.map((act) => tables.answerTo(draft, act)),
    }));
  }
  for (const draft of drafts) ask(`tally of ${draft}`, () => tallyOf(tables, draft));
  return reading;
}

/** A number that is not known says so. */
function tallyOf(tables: Tables, draft: DraftId): unknown {
  const tally = tables.tallies().get(draft);
  if (tally === undefined || tally.openThreads === null) throw new Error('the tally is not known');
  return tally.openThreads;
}

function plain(_: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return value instanceof Map ? [...value] : value;
}

/** Entries from one number to another in both documents of a draft, with what belongs to them. */
function write(tables: Tables, draft: DraftId, from: number, to: number): void {
  for (let at = from; at < to; at += 1) {
    const act = acts[at];
    const words = at % 9 === 0 ? `Chapter ${at}. `.repeat(400) : `Word ${at}. `;
    const group: Group = {
      entries: [textOf(draft), docketOf(draft)].map((document) => ({
        document,
        seq: at + 1,
        update: updateOf(at, words),
        account: ada,
        at: 1000 + at,
      })),
      bindings: [{ document: textOf(draft), client: at + 1, account: ada }],
      answers: act ? [{ draft, act, account: ada, body: `{"thread":${at}}` }] : [],
      tallies: [{ draft, openThreads: at }],
      records: [],
    };
    tables.commit(group);
  }
}

/** Each entry is the first edit of a client of its own. */
function updateOf(at: number, words: string): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = at + 1;
  doc.getXmlFragment('body').insert(0, [new Y.XmlText(words)]);
  return Y.encodeStateAsUpdate(doc);
}

function compact(tables: Tables, draft: DraftId): void {
  for (const document of [textOf(draft), docketOf(draft)]) {
    const { entries } = tables.read(document);
    const doc = new Y.Doc();
    for (const { update } of entries) Y.applyUpdate(doc, update);
    const seq = entries.length;
    const state = Y.encodeStateAsUpdate(doc);
    tables.propose(document, { seq, state, stateVector: Y.encodeStateVector(doc) });
    tables.settle(document, seq);
  }
}

function filesOf(folder: string): Files {
  return new Map(
    [database, log, 'house-id'].map((name) => [name, readFileSync(join(folder, name))]),
  );
}

function newFolder(): string {
  const folder = mkdtempSync(join(place, 'gloss-flips-'));
  return folder;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
