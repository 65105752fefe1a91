/** Deleted words leave the disk with the next checkpoint: no file of the data folder holds their bytes any more. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { textOf } from '@gloss/server/journal/document';
import type { DocumentName } from '@gloss/server/journal/document';
import type { Journal } from '@gloss/server/journal/journal';
import { openSqliteJournal } from '@gloss/server/journal/sqlite-journal';
import { AccountId, DraftId } from '@gloss/shared/words/ids';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import type { Dice } from '../../stage/dice.ts';
import { dice } from '../../stage/dice.ts';
import { openHouse } from '../../stage/house.ts';
import { report, triesOf } from '../../stage/proof.ts';
import { until } from '../../stage/until.ts';
import { changedEnv } from '../other-code.ts';
import { filesWith } from './bytes.ts';

const tries = triesOf('DELETED_WORDS', { short: 3, full: 200 });
const seed = Number(process.env['SEED'] ?? 9_001);
const secret = 'Zephyrine Quillfeather-Ångström';
const writer = AccountId.parse('account-ada');

test(`[K8] deleted words are in no file, however the documents share its pages (${tries} tries, seed ${seed})`, async () => {
  const chance = dice(seed);
  for (let each = 0; each < tries; each += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'gloss-words-'));
    const journal = await openSqliteJournal(folder);
    try {
      const documents = Array.from(
        { length: 1 + chance.upTo(12) },
        (_, at) => new Written(textOf(DraftId.parse(`draft-${each}-${at}`))),
      );
      await writeAtRandom(journal, documents, chance);
      expect(filesWith(folder, secret), 'the words were on disk').not.toEqual([]);
      for (const document of documents) await document.checkpointed(journal);
      await until('no file has them while the house is open', () => {
        expect(filesWith(folder, secret)).toEqual([]);
        return true;
      });
      await journal.close();
      expect(filesWith(folder, secret), 'nor once it is closed').toEqual([]);
    } finally {
      await journal.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }
  report({ name: 'deleted words leave the disk', figures: { houses: tries, left: 0 } });
});

test('[K8] without a checkpoint they are still there: the search finds what there is', async () => {
  const house = await openHouse();
  try {
    const ada = await house.enter('Ada', 'editor');
    await ada.writes(`A name: ${secret}`).untilSaved();
    const run = ada.lastRun();
    run.delete(0, run.length);
    await ada.untilSaved();
    await house.crash();
    expect(filesWith(house.dataDir, secret)).not.toEqual([]);
  } finally {
    await house.close();
  }
});

test('[K8] deleted in a running house they are gone after 500 entries, and after an orderly end at once', async () => {
  // Whoever writes so many at once would wait half a minute for it.
  const env = changedEnv({
    module: '/room/checkpoint.ts',
    from: 'const rush = 4',
    to: 'const rush = 1',
  });
  const house = await openHouse({ env });
  try {
    const ada = await house.enter('Ada', 'editor');
    await ada.writes(`A name: ${secret}`).untilSaved();
    const run = ada.lastRun();
    run.delete(0, run.length);
    for (let letter = 0; letter < 510; letter += 1) ada.types('x');
    await ada.untilSaved();
    await until('no file has them while people write', () => {
      expect(filesWith(house.dataDir, secret)).toEqual([]);
      return true;
    });

    const other = `${secret} the Second`;
    await ada.writes(other).untilSaved();
    ada.lastRun().delete(0, other.length);
    await ada.untilSaved();
    expect(filesWith(house.dataDir, other)).not.toEqual([]);
    expect(await house.stop(), house.printed).toBe(0);
    expect(filesWith(house.dataDir, other)).toEqual([]);
  } finally {
    await house.close();
  }
});

/** One document as its writer has it. */
class Written {
  readonly name: DocumentName;
  readonly #doc = new Y.Doc();
  readonly #text = new Y.XmlText();
  readonly #updates: Uint8Array[] = [];
  #seq = 0;

  constructor(name: DocumentName) {
    this.name = name;
    this.#doc.on('update', (update: Uint8Array) => this.#updates.push(update));
    this.#doc.getXmlFragment('body').insert(0, [this.#text]);
  }

  get text(): Y.XmlText {
    return this.#text;
  }

  async journalled(journal: Journal): Promise<void> {
    const entries = this.#updates.splice(0).map((update) => {
      this.#seq += 1;
      return { document: this.name, seq: this.#seq, update, account: writer, at: 1 };
    });
    await journal.append({ entries });
  }

  /** As room/checkpoint.ts does it. */
  async checkpointed(journal: Journal): Promise<void> {
    const { checkpoint, entries } = await journal.read(this.name);
    const doc = new Y.Doc();
    if (checkpoint) Y.applyUpdate(doc, checkpoint.state);
    for (const { update } of entries) Y.applyUpdate(doc, update);
    await journal.checkpoint(this.name, this.#seq, Y.encodeStateAsUpdate(doc));
  }
}

/** Small and large entries of all documents in turn, checkpoints now and then; in the end the secret is deleted everywhere. */
async function writeAtRandom(
  journal: Journal,
  documents: readonly Written[],
  chance: Dice,
): Promise<void> {
  for (const document of documents) document.text.insert(0, `${secret} `);
  for (let step = 0; step < 60; step += 1) {
    const document = chance.oneOf(documents);
    const words = chance.oneOf(['x', `${secret}. `, 'many words '.repeat(1 + chance.upTo(900))]);
    document.text.insert(chance.upTo(document.text.length), words);
    await document.journalled(journal);
    if (chance.upTo(20) === 0) await document.checkpointed(journal);
  }
  for (const document of documents) {
    document.text.delete(0, document.text.length);
    await document.journalled(journal);
  }
}
