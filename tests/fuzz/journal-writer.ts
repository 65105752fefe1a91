/**
 * A process to be killed: one writer at one journal, as fast as the disk allows, with a checkpoint every few entries.
 * Writes the words 1, 2, 3 …; says on standard output which it found when it opened, and which it knows to be on disk.
 */
import { writeSync } from 'node:fs';

import { textOf } from '@gloss/server/journal/document';
import { serverAccount } from '@gloss/server/journal/journal';
import type { Journal, Stored } from '@gloss/server/journal/journal';
import { DraftId } from '@gloss/shared/words/ids';
import * as Y from 'yjs';

/** So often that a kill finds checkpoints written, proven, trimmed and half done. */
const entriesPerCheckpoint = 8;

const [, , folder = '', journalModule = ''] = process.argv;
const { openSqliteJournal } = (await import(journalModule)) as {
  openSqliteJournal: (dataDir: string) => Promise<Journal>;
};
const document = textOf(DraftId.parse('draft-under-fire'));

say('opening', folder);
const journal = await openSqliteJournal(folder);
const stored: Stored = await journal.read(document);
const doc = docOf(stored);
let seq = stored.entries.at(-1)?.seq ?? stored.checkpoint?.seq ?? 0;
say('found', wordsIn(doc).join(' '));

const updates: Uint8Array[] = [];
doc.on('update', (update: Uint8Array) => updates.push(update));
for (let word = seq + 1; ; word += 1) {
  doc.getXmlFragment('body').push([new Y.XmlText(String(word))]);
  const update = updates.pop() ?? new Uint8Array();
  seq += 1;
  await journal.append({ entries: [{ document, seq, update, account: serverAccount, at: seq }] });
  say('saved', String(word));
  if (seq % entriesPerCheckpoint === 0) void compact(seq);
}

async function compact(upTo: number): Promise<void> {
  const state = Y.encodeStateAsUpdate(doc);
  await journal.checkpoint(document, upTo, state);
  say('compacted', String(upTo));
}

function docOf({ checkpoint, entries }: Stored): Y.Doc {
  const made = new Y.Doc();
  if (checkpoint) Y.applyUpdate(made, checkpoint.state);
  for (const { update } of entries) Y.applyUpdate(made, update);
  return made;
}

function wordsIn(of: Y.Doc): string[] {
  return (of.getXmlFragment('body').toArray() as Y.XmlText[]).map((text) => text.toJSON());
}

/** At once: what is said is in the pipe before the next line runs. */
function say(what: string, words: string): void {
  writeSync(1, `${what} ${words}\n`);
}
