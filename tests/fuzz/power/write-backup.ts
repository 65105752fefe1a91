/** A program to be traced: a house, two backups of it while it is open, and two restores: over it, and elsewhere. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { createBackup } from '@gloss/server/backup/create';
import { syncFolder } from '@gloss/server/backup/durable';
import { restoreBackup } from '@gloss/server/backup/restore';
import { textOf } from '@gloss/server/journal/document';
import { serverAccount } from '@gloss/server/journal/journal';
import { openSqliteJournal } from '@gloss/server/journal/sqlite-journal';
import { silentLog } from '@gloss/server/log/log';
import { newDraftId } from '@gloss/server/people/drafts';
import { openPeople } from '@gloss/server/people/people';
import { stateOf } from '@gloss/server/room/kept-document';
import { openRooms } from '@gloss/server/room/rooms';
import { bodyOf } from '@gloss/shared/text/body';
import { firstWords } from '@gloss/shared/text/content';
import * as Y from 'yjs';

import { promised, say } from './facts.ts';

const [, , folder = ''] = process.argv;
const dataDir = join(folder, 'house');
const shelf = join(folder, 'shelf');
const now = () => Date.now();
const step = () => () => undefined;
const complain = () => undefined;

// The shelf is the operator's, and was there long before.
mkdirSync(shelf);
syncFolder(folder);
const journal = await openSqliteJournal(dataDir);
const people = await openPeople({ dataDir, baseUrl: new URL('http://localhost'), now, complain });
const rooms = openRooms({ journal, log: silentLog, now, fail: complain });
const draft = newDraftId();
const lea = { name: 'Lea', organisation: 'Unit', email: 'lea@example.org', mayCreate: true };
const lead = await people.addAccount(lea);
const first = { type: 'paragraph', content: [{ type: 'text', text: 'Word.1' }] };
await rooms.create(draft, firstWords({ type: 'doc', content: [first] }), lead);
await people.createDraft({ id: draft, title: 'To be kept', status: 'drafting', lead });
say('did', [{ key: 'house', value: 'Word.1' }]);

await backsUp('one.tar');
await promised([{ key: 'house', value: 'Word.1 Word.2' }], () => writes('Word.2'));
await backsUp('two.tar');
await rooms.close();
await journal.close();
await people.close();
await promised([{ key: 'house', value: 'Word.1, anew' }], () => restores('one.tar', dataDir));
await promised([{ key: 'elsewhere', value: 'Word.1 Word.2, anew' }], () =>
  restores('two.tar', join(folder, 'elsewhere', 'house')),
);

async function backsUp(name: string): Promise<void> {
  const path = join(shelf, name);
  await createBackup({ dataDir, path, now, step });
  const sum = createHash('sha256').update(readFileSync(path)).digest('hex');
  say('did', [{ key: `backup/${name}`, value: sum }]);
}

async function restores(name: string, into: string): Promise<void> {
  const path = join(shelf, name);
  await restoreBackup({
    path,
    dataDir: into,
    replace: true,
    despiteFindings: false,
    now,
    step,
  });
}

/** One more paragraph, past the rooms. */
async function writes(words: string): Promise<void> {
  const stored = await journal.read(textOf(draft));
  const doc = stateOf(stored);
  const before = Y.encodeStateVector(doc);
  const block = new Y.XmlElement('paragraph');
  block.setAttribute('bid', crypto.randomUUID());
  block.insert(0, [new Y.XmlText(words)]);
  bodyOf(doc).push([block]);
  const document = textOf(draft);
  const seq = (stored.entries.at(-1)?.seq ?? 0) + 1;
  const update = Y.encodeStateAsUpdate(doc, before);
  await journal.append({
    entries: [{ document, seq, update, account: serverAccount, at: now() }],
    bindings: [{ document, client: doc.clientID, account: serverAccount }],
  });
}
