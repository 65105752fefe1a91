/** The journals under their contract, and what only one that keeps files must bear. */
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { docketOf, textOf } from '@gloss/server/journal/document';
import { factsRecord, noFacts } from '@gloss/server/journal/document-facts';
import type { Journal } from '@gloss/server/journal/journal';
import { emptyShelf, openMemoryJournal } from '@gloss/server/journal/memory-journal';
import type { MemoryShelf } from '@gloss/server/journal/memory-journal';
import { openSqliteJournal } from '@gloss/server/journal/sqlite-journal';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { act, journalContract } from './journal.contract.ts';
import type { Beside, JournalPlace } from './journal.contract.ts';
import { draft, wordsOf, written } from './letters.ts';

journalContract('in memory', onShelf);
journalContract('in SQLite', () => inFolder(newFolder()));

function onShelf(): JournalPlace {
  const shelf = emptyShelf();
  const flip = (bytes: Uint8Array): void => bytes.set([(bytes[0] ?? 0) ^ 1]);
  return {
    open: () => openMemoryJournal(shelf),
    damageEntry: (document, seq) => {
      const entry = shelf.documents.get(document)?.entries[seq - 1];
      if (entry) flip(entry.bytes);
    },
    damageCheckpoint: (document) => {
      const checkpoint = shelf.documents.get(document)?.checkpoint;
      if (checkpoint) flip(checkpoint.bytes);
    },
    loseEntries: (document, from, to) => {
      shelf.documents.get(document)?.entries.splice(from - 1, to - from + 1);
    },
    spoil: (what, how) => spoilOnShelf(shelf, what, how),
    clear: () => undefined,
  };
}

/** Where each lies in the file, and how it is damaged. */
const beside: Readonly<Record<Beside, { table: string; where: string; column: string }>> = {
  binding: { table: 'journal_client', where: 'client = 7', column: `account = 'account-ben'` },
  answer: { table: 'journal_answer', where: `act = '${act}'`, column: `body = '{"number":2}'` },
  tally: { table: 'journal_tally', where: 'true', column: 'open_threads = 1' },
  facts: {
    table: 'journal_document',
    where: `document = '${textOf(draft)}'`,
    column: 'changed_at = changed_at + 1',
  },
};

function spoilOnShelf(shelf: MemoryShelf, what: Beside, how: 'damage' | 'lose'): void {
  const text = shelf.documents.get(textOf(draft));
  const docket = shelf.documents.get(docketOf(draft));
  if (!text || !docket) throw new Error('the test expects both documents to be there');
  if (what === 'facts') {
    text.facts = how === 'lose' ? factsRecord(textOf(draft), noFacts) : { ...text.facts, head: 9 };
    return;
  }
  const records: Map<unknown, { checksum: number }> = {
    binding: text.bindings,
    answer: docket.answers,
    tally: shelf.tallies,
  }[what];
  for (const [key, record] of records) {
    if (how === 'lose') records.delete(key);
    else records.set(key, { ...record, checksum: record.checksum + 1 });
  }
}

function inFolder(folder: string): JournalPlace {
  return {
    open: () => openSqliteJournal(folder),
    damageEntry: (document, seq) =>
      behind(folder, (file) =>
        file
          .prepare(
            `update journal_entry set bytes = cast(x'ff' || substr(bytes, 2) as blob)
             where document = ? and seq = ?`,
          )
          .run(document, seq),
      ),
    damageCheckpoint: (document) =>
      behind(folder, (file) =>
        file
          .prepare('update journal_checkpoint set bytes = substr(bytes, 2) where document = ?')
          .run(document),
      ),
    loseEntries: (document, from, to) =>
      behind(folder, (file) =>
        file
          .prepare('delete from journal_entry where document = ? and seq between ? and ?')
          .run(document, from, to),
      ),
    spoil: (what, how) =>
      behind(folder, (file) => {
        const { table, where, column } = beside[what];
        const change = how === 'lose' ? `delete from ${table}` : `update ${table} set ${column}`;
        file.exec(`${change} where ${where}`);
      }),
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'gloss-journal-'));
}

/** Does something to the file through a connection of its own. */
function behind(folder: string, work: (file: DatabaseSync) => void): void {
  const file = new DatabaseSync(join(folder, 'gloss.sqlite'));
  try {
    work(file);
  } finally {
    file.close();
  }
}

describe('a data folder', () => {
  const text = textOf(draft);
  let folder: string;
  let journal: Journal | undefined;

  beforeEach(() => {
    folder = newFolder();
  });
  afterEach(async () => {
    await journal?.close();
    journal = undefined;
    rmSync(folder, { recursive: true, force: true });
  });

  async function keeps(words: readonly string[]): Promise<void> {
    journal = await openSqliteJournal(folder);
    await journal.append({ entries: written(text, words).entries });
    await journal.close();
  }

  it('[K6] is made where it is missing', async () => {
    journal = await openSqliteJournal(join(folder, 'not', 'there', 'yet'));
    expect((await journal.read(text)).entries).toEqual([]);
  });

  it('[K6] serves one server at a time, and the next one once it is free', async () => {
    journal = await openSqliteJournal(folder);
    await expect(openSqliteJournal(folder)).rejects.toThrow(/Another Gloss is running/);
    await journal.close();
    journal = await openSqliteJournal(folder);
  });

  it('[K6] of a newer version is refused with one sentence', async () => {
    await keeps(['one']);
    behind(folder, (file) => file.exec('update journal_version set steps = steps + 1'));
    await expect(openSqliteJournal(folder)).rejects.toThrow(
      /^This data folder was written by a newer version of Gloss\. /,
    );
  });

  it.each([
    ['missing', async (path: string) => rmSync(path)],
    ['emptied', async (path: string) => truncateSync(path)],
    ['of another house', copyOfAnother],
  ])('[K4] with its database %s is not opened as a new one', async (_, spoil) => {
    await keeps(['one']);
    await spoil(join(folder, 'gloss.sqlite'));
    await expect(openSqliteJournal(folder)).rejects.toThrow(/missing, empty or another one/);
  });

  it('[K4] with a database that is none is refused, and left as it is', async () => {
    const path = join(folder, 'gloss.sqlite');
    writeFileSync(path, 'this is a letter, not a database '.repeat(100));
    const before = readFileSync(path);
    await expect(openSqliteJournal(folder)).rejects.toThrow(/not a database/);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('[K5] in which a checkpoint was never proven reads as if there were none', async () => {
    await keeps(['one', 'two']);
    behind(folder, (file) =>
      file
        .prepare(
          `insert into journal_checkpoint (document, seq, bytes, checksum, proven)
           values (?, 2, x'00', 0, 0)`,
        )
        .run(text),
    );
    journal = await openSqliteJournal(folder);
    const stored = await journal.read(text);
    expect(stored.checkpoint).toBeNull();
    expect(wordsOf(stored)).toEqual(['one', 'two']);
  });

  it('[E1] that cannot be written any more rejects what waits and what comes', async () => {
    await keeps(['one']);
    journal = await openSqliteJournal(folder);
    behind(folder, (file) => file.exec('drop table journal_client'));
    const binding = { document: text, client: 1, account: 'account-ada' as never };
    const waits = Array.from({ length: 5 }, () =>
      journal?.append({ entries: [], bindings: [binding] }),
    );
    for (const waiting of waits) await expect(waiting).rejects.toMatchObject({ code: 'storage' });
    await expect(journal.append({ entries: [] })).rejects.toMatchObject({ code: 'storage' });
  });

  it('[K4] whose tables cannot be read rejects the read', async () => {
    await keeps(['one']);
    journal = await openSqliteJournal(folder);
    behind(folder, (file) => file.exec('drop table journal_entry'));
    await expect(journal.read(text)).rejects.toMatchObject({ code: 'storage' });
  });
});

async function copyOfAnother(path: string): Promise<void> {
  const elsewhere = newFolder();
  const other = await openSqliteJournal(elsewhere);
  await other.close();
  writeFileSync(path, readFileSync(join(elsewhere, 'gloss.sqlite')));
  rmSync(elsewhere, { recursive: true, force: true });
}
