/** `gloss verify` on houses that were damaged for real, one kind of damage each. */
import {
  cpSync,
  mkdtempSync,
  openSync,
  closeSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { checkHouse } from '@gloss/server/backup/check-house';
import type { Finding } from '@gloss/server/backup/finding';
import { docketOf, textOf } from '@gloss/server/journal/document';
import type { DocumentName } from '@gloss/server/journal/document';
import type { Batch } from '@gloss/server/journal/journal';
import { openFile } from '@gloss/server/journal/sqlite-file';
import type { Tables } from '@gloss/server/journal/sqlite-tables';
import { openTables } from '@gloss/server/journal/sqlite-tables';
import { readThreads, threadsOf } from '@gloss/shared/rules/docket';
import { bodyOf } from '@gloss/shared/text/body';
import { AccountId, ActId } from '@gloss/shared/words/ids';
import type { DraftId } from '@gloss/shared/words/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';

import { gloss } from '../stage/gloss.ts';
import { openHouse } from '../stage/house.ts';

const shelf = mkdtempSync(join(tmpdir(), 'gloss-verify-'));
const healthy = join(shelf, 'healthy');

let draft: DraftId;
let sound: DraftId;
let account: AccountId;
let text: DocumentName;
let docket: DocumentName;

/** Two drafts: one with a checkpoint, entries after it and two threads; and a sound one, to be found sound each time. */
beforeAll(async () => {
  const house = await openHouse();
  draft = house.draft;
  [text, docket] = [textOf(draft), docketOf(draft)];
  const ada = await house.enter('Ada', 'editor');
  account = ada.account;
  await ada.writes('Care for everyone.').untilSaved();
  await ada.annotates('Care', 'Whose?');
  sound = await house.newDraft('A sound draft');
  // An orderly end makes checkpoints; a crash leaves what was written after them.
  await house.stop();
  await house.reopen();
  const again = ada.elsewhere();
  await again.opens();
  await again.writes('Close to home.').untilSaved();
  await again.annotates('home', 'Which one?');
  await again.types(' And in time.').untilSaved();
  again.leaves();
  await house.crash();
  cpSync(house.dataDir, healthy, { recursive: true });
  await house.close();
}, 60_000);

afterAll(() => rmSync(shelf, { recursive: true, force: true }));

/** A house to be damaged: its database, and its tables as the journal itself writes them. */
interface Patient {
  readonly dataDir: string;
  readonly file: DatabaseSync;
  readonly tables: Tables;
}

function findingsAfter(damage: (patient: Patient) => void): readonly Finding[] {
  const dataDir = mkdtempSync(join(shelf, 'damaged-'));
  try {
    cpSync(healthy, dataDir, { recursive: true });
    const file = openFile(join(dataDir, 'gloss.sqlite'));
    file.exec('pragma foreign_keys = off');
    try {
      damage({ dataDir, file, tables: openTables(file) });
    } finally {
      file.close();
    }
    const { findings, documents } = checkHouse(dataDir);
    expect(documents.some(({ document }) => document === textOf(sound))).toBe(true);
    return findings;
  } finally {
    rmSync(dataDir, { recursive: true });
  }
}

/** Writes as the server does, with checksums and all: what is wrong is only what is said. */
function commit({ tables }: Patient, { entries, bindings, answer, tally }: Batch): void {
  const [answers, tallies] = [answer ? [answer] : [], tally ? [tally] : []];
  tables.commit({ entries, bindings: bindings ?? [], answers, tallies, records: [] });
}

/** Appends what an edit does to a document as it is stored. */
function edited(patient: Patient, document: DocumentName, edit: (doc: Y.Doc) => void, bind = true) {
  const { checkpoint, entries } = patient.tables.read(document);
  const doc = new Y.Doc();
  if (checkpoint) Y.applyUpdate(doc, checkpoint.state);
  for (const { update } of entries) Y.applyUpdate(doc, update);
  const before = Y.encodeStateVector(doc);
  doc.transact(() => edit(doc));
  const update = Y.encodeStateAsUpdate(doc, before);
  appended(patient, document, update, bind ? doc.clientID : undefined);
}

function appended(patient: Patient, document: DocumentName, update: Uint8Array, client?: number) {
  const { checkpoint, entries } = patient.tables.read(document);
  const seq = (entries.at(-1)?.seq ?? checkpoint?.seq ?? 0) + 1;
  commit(patient, {
    entries: [{ document, seq, update, account, at: Date.now() }],
    bindings: client === undefined ? [] : [{ document, client, account }],
  });
}

/** Changes a thread as it lies in the docket. */
function inThread(number: number, change: (thread: Y.Map<unknown>) => void) {
  return (patient: Patient) =>
    edited(patient, docket, (doc) => {
      const { id } = readThreads(doc).find((each) => each.number === number)!;
      change(threadsOf(doc).get(id)!);
    });
}

function flipByteIn(table: string, where: string) {
  return ({ file }: Patient) => {
    const { bytes } = file.prepare(`select bytes from ${table} where ${where}`).get() as {
      bytes: Uint8Array;
    };
    const flipped = Uint8Array.from(bytes);
    flipped[flipped.length >> 1]! ^= 0x10;
    file.prepare(`update ${table} set bytes = ? where ${where}`).run(flipped);
  };
}

const ofText = () => `document = '${text}'`;
const lastOfText = () =>
  `${ofText()} and seq = (select max(seq) from journal_entry where ${ofText()})`;

const kinds: Record<string, { damage: (patient: Patient) => void; what: RegExp; look?: true }> = {
  'a damaged entry': {
    damage: (patient) => flipByteIn('journal_entry', lastOfText())(patient),
    what: /entry \d+ is damaged/,
  },
  'a lost entry': {
    damage: ({ file }) =>
      file.exec(
        `delete from journal_entry where ${ofText()} and seq = (select min(seq) from journal_entry where ${ofText()})`,
      ),
    what: /entry \d+ is missing/,
  },
  'a lost end': {
    damage: ({ file }) => file.exec(`delete from journal_entry where ${lastOfText()}`),
    what: /entry \d+ is missing/,
  },
  'a damaged checkpoint': {
    damage: (patient) => flipByteIn('journal_checkpoint', ofText())(patient),
    what: /checkpoint at \d+ is damaged/,
  },
  'a lost checkpoint': {
    damage: ({ file }) => file.exec(`delete from journal_checkpoint where ${ofText()}`),
    what: /is missing/,
  },
  'a lost binding': {
    damage: ({ file }) => file.exec(`delete from journal_client where ${ofText()}`),
    what: /missing|belong to no account/,
  },
  'a new checkpoint that says something else': {
    damage: ({ tables }) => {
      const doc = new Y.Doc();
      doc.getMap('threads').set('other', 'words');
      const { entries } = tables.read(text);
      tables.propose(text, {
        seq: entries.at(-1)!.seq,
        state: Y.encodeStateAsUpdate(doc),
        stateVector: Y.encodeStateVector(doc),
      });
    },
    what: /not in use yet, does not say what the journal says/,
    look: true,
  },
  'an entry that is no update': {
    damage: (patient) => appended(patient, text, Uint8Array.of(9, 9, 9, 9)),
    what: /no update that Yjs can apply/,
  },
  'an edit that refers to what was never stored': {
    damage: (patient) => {
      const doc = new Y.Doc();
      const run = new Y.XmlText();
      bodyOf(doc).push([run]);
      const before = Y.encodeStateVector(doc);
      run.insert(0, 'later');
      appended(patient, text, Y.encodeStateAsUpdate(doc, before), doc.clientID);
    },
    what: /refers to edits that were never stored/,
  },
  'a block that no editor knows': {
    damage: (patient) =>
      edited(patient, text, (doc) => bodyOf(doc).push([new Y.XmlElement('marquee')])),
    what: /These blocks do not fit the schema of the editor: \d+\./,
  },
  'a root besides the body': {
    damage: (patient) => edited(patient, text, (doc) => doc.getMap('other').set('a', 1)),
    what: /does not fit the schema of the editor/,
  },
  'words of a client id that belongs to nobody': {
    damage: (patient) => edited(patient, text, (doc) => firstRun(doc).insert(0, 'whose? '), false),
    what: /client ids that belong to no account: \d+/,
  },
  'a binding to an account that is not there': {
    damage: (patient) =>
      commit(patient, {
        entries: [],
        bindings: [{ document: text, client: 12_345, account: AccountId.parse('nobody-at-all') }],
      }),
    what: /the account nobody-at-all, which is not there/,
  },
  'a thread without its form': {
    damage: inThread(1, (thread) => thread.delete('opening')),
    what: /is not of the form of a thread/,
  },
  'a thread that cannot be read at all': {
    damage: (patient) =>
      edited(patient, docket, (doc) => doc.getMap('threads').set('a-mere-word', 'word')),
    what: /cannot be read|not of the form/,
  },
  'a number given twice': {
    damage: inThread(2, (thread) => thread.set('number', 1)),
    what: /numbers of its threads are not 1 to 2, each once: 2 is where they go wrong/,
  },
  'a history that goes back in time': {
    damage: inThread(1, (thread) => {
      const history = thread.get('history') as Y.Array<{ at: number }>;
      history.push([{ ...history.get(0), at: 5 }]);
    }),
    what: /The history of thread 1 goes back in time at step 2/,
    look: true,
  },
  'a history that is gone': {
    damage: inThread(1, (thread) => {
      const history = thread.get('history') as Y.Array<unknown>;
      history.delete(0, history.length);
    }),
    what: /Thread 1 has no history/,
  },
  'an anchor that points nowhere': {
    damage: inThread(2, (thread) => {
      const anchor = thread.get('anchor') as { span: object };
      thread.set('anchor', { ...anchor, span: { ...anchor.span, start: 'AAAA', end: 'AAAA' } });
    }),
    what: /The anchor of thread 2 points to no words, and does not say so/,
  },
  'an anchor from the future': {
    damage: inThread(2, (thread) => {
      thread.set('anchor', { ...(thread.get('anchor') as object), seq: 99_999 });
    }),
    what: /made at entry 99999 of the text, which ends at \d+/,
  },
  'an answer about a thread that is not there': {
    damage: (patient) => {
      const act = ActId.parse('act-made-up-1');
      const body = JSON.stringify({ id: act, thread: 'thread-made-up', number: 1 });
      commit(patient, { entries: [], answer: { draft, act, account, body } });
    },
    what: /What act act-made-up-1 was answered names no thread/,
  },
  'a damaged answer': {
    damage: ({ file }) =>
      file.exec(`update journal_answer set body = replace(body, '"number":1', '"number":2')`),
    what: /answer to act \S+ is damaged|names no thread/,
  },
  'a wrong tally': {
    damage: (patient) => commit(patient, { entries: [], tally: { draft, openThreads: 7 } }),
    what: /The home page says 7 open threads, and the docket has 2/,
  },
  'a draft in the list without its text': {
    damage: ({ file }) => {
      for (const table of ['document', 'entry', 'checkpoint', 'client'])
        file.prepare(`delete from journal_${table} where document in (?, ?)`).run(text, docket);
    },
    what: /in the list, and nothing of its text is there/,
  },
  'a text without a draft in the list': {
    damage: ({ file }) => {
      file.prepare('delete from participant where draft = ?').run(draft);
      file.prepare('delete from draft where id = ?').run(draft);
    },
    what: /Words of a draft that is in nobody’s list/,
    look: true,
  },
  'a draft without a lead': {
    damage: ({ file }) =>
      file.prepare(`update participant set role = 'editor' where draft = ?`).run(draft),
    what: /The draft has no lead/,
  },
  'a participant without an account': {
    damage: ({ file }) => file.prepare('delete from user where id = ?').run(account),
    what: /refers to something in “user” that is not there|the account \S+, which is not there/,
  },
  'a row of the record that was changed': {
    damage: ({ file }) =>
      file.exec(
        `drop trigger people_record_no_update; update people_record set detail = 'reader' where did = 'appointed'`,
      ),
    what: /The record was changed: row \d+ does not follow/,
  },
  'an act of the record that was taken out': {
    damage: ({ file }) =>
      file.exec('drop trigger journal_record_no_delete; delete from journal_record where seq = 1'),
    what: /The record was changed: row 1 does not follow/,
  },
  'a name that is none': {
    damage: ({ file }) =>
      file.exec(`update journal_client set document = 'nonsense' where ${ofText()}`),
    what: /“nonsense” is not the name of a document/,
  },
  'another database': {
    damage: ({ dataDir }) => writeFileSync(join(dataDir, 'house-id'), 'another\n'),
    what: /the database was swapped or emptied/,
  },
  'a secret cut short': {
    damage: ({ dataDir }) => writeFileSync(join(dataDir, 'secret'), 'short'),
    what: /missing or cut short/,
  },
};

function firstRun(doc: Y.Doc): Y.XmlText {
  return (bodyOf(doc).get(0) as Y.XmlElement).get(0) as Y.XmlText;
}

test('[G3] control: a healthy house has no findings, and everything in it was looked at', () => {
  const { checked, findings, documents } = checkHouse(healthy);
  expect(findings).toEqual([]);
  expect(documents).toHaveLength(3);
  expect(checked).toMatchObject({
    accounts: 2,
    participants: 3,
    drafts: 2,
    documents: 3,
    threads: 2,
    anchors: 2,
    answers: 2,
  });
  for (const what of ['entries', 'checkpoints', 'blocks', 'client ids', 'rows of the record'])
    expect(checked[what], what).toBeGreaterThan(0);
});

test.each(Object.entries(kinds))('[G3] finds %s', (_kind, { damage, what, look = false }) => {
  const findings = findingsAfter(damage);
  const found = findings.filter((finding) => what.test(finding.what));
  expect(found.length, JSON.stringify(findings, null, 2)).toBeGreaterThan(0);
  for (const { is, about, todo } of found) {
    expect(is).toBe(look ? 'look' : 'wrong');
    expect(about).not.toBe('');
    expect(todo).toMatch(/^[A-Z].*\.$/);
  }
  if (look) expect(findings.filter(({ is }) => is === 'wrong')).toEqual([]);
});

test('[G3] finds a damaged page of the database', () => {
  const findings = findingsAfter(({ dataDir, file }) => {
    const root = file.prepare(`select rootpage from sqlite_schema where name = 'journal_tally'`);
    const page = Number(root.get()?.['rootpage']);
    const size = Number(Object.values(file.prepare('pragma page_size').get() ?? {})[0]);
    file.exec('pragma wal_checkpoint(truncate)');
    const opened = openSync(join(dataDir, 'gloss.sqlite'), 'r+');
    writeSync(opened, Buffer.alloc(size, 0x5a), 0, size, (page - 1) * size);
    closeSync(opened);
  });
  const database = findings.filter(({ about }) => about === 'gloss.sqlite');
  expect(database.length).toBeGreaterThan(0);
});

test('[G3] the command says it in words and in JSON, and ends with 1', async () => {
  const dataDir = join(shelf, 'told');
  cpSync(healthy, dataDir, { recursive: true });
  const env = { DATA_DIR: dataDir };
  const fine = await gloss(['verify'], env);
  expect(fine).toMatchObject({ code: 0, stderr: '' });
  expect(fine.stdout).toMatch(/^Checked: .*documents 3.*\nNothing is wrong\.\n$/);

  const file = new DatabaseSync(join(dataDir, 'gloss.sqlite'));
  file.exec(`delete from journal_entry where ${lastOfText()}`);
  file.close();
  const wrong = await gloss(['verify'], env);
  expect(wrong.code).toBe(1);
  expect(wrong.stdout).toContain(`WRONG  ${text}`);
  expect(wrong.stdout).toContain('gloss backup restore');
  expect(wrong.stdout).toContain('1 thing is wrong.');
  const told = await gloss(['verify', '--json'], env);
  expect(told.code).toBe(1);
  expect(JSON.parse(told.stdout)).toMatchObject({ ok: false, findings: [{ about: text }] });
});

test('[G3] a folder of another version is not judged by rules it does not know', () => {
  const dataDir = join(shelf, 'another-version');
  cpSync(healthy, dataDir, { recursive: true });
  const file = new DatabaseSync(join(dataDir, 'gloss.sqlite'));
  file.exec('update journal_version set steps = steps + 1');
  expect(() => checkHouse(dataDir)).toThrow(/written by a newer version of Gloss/);
  file.exec('update journal_version set steps = 1');
  expect(() => checkHouse(dataDir)).toThrow(/last used by an older version of Gloss/);
  file.close();
});
