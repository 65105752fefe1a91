/** The journal alone: how long a commit takes, how many updates a second it takes, what a checkpoint costs meanwhile. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { textOf } from '@gloss/server/journal/document';
import type { Journal } from '@gloss/server/journal/journal';
import { serverAccount } from '@gloss/server/journal/journal';
import { openSqliteJournal } from '@gloss/server/journal/sqlite-journal';
import { DraftId } from '@gloss/shared/words/ids';
import * as Y from 'yjs';

import type { Percentiles } from './figures.ts';
import { percentilesOf } from './figures.ts';

export interface Commits {
  /** One letter after another, each waited for. */
  readonly alone: Percentiles;
  /** Twenty letters at once, again and again. */
  readonly together: Percentiles;
  readonly updatesPerSecond: number;
  /** As `alone`, while a checkpoint of a draft of 200,000 words is proven. */
  readonly besideCheckpoint: Percentiles;
  readonly checkpointMs: number;
  /** Opening what is there. */
  readonly openMs: number;
}

/** @param count how many letters each part writes */
export async function measureCommits(count: number): Promise<Commits> {
  const folder = mkdtempSync(join(tmpdir(), 'gloss-commits-'));
  let journal = await openSqliteJournal(folder);
  try {
    const writer = new Writer(journal, 'letters-draft');
    const alone = await writer.writes(count, 1);
    const startedAt = performance.now();
    const together = await writer.writes(count, 20);
    const updatesPerSecond = (together.count / (performance.now() - startedAt)) * 1000;
    const { besideCheckpoint, checkpointMs } = await besideCheckpointOf(journal, writer);
    await journal.close();
    const openedAt = performance.now();
    journal = await openSqliteJournal(folder);
    const openMs = performance.now() - openedAt;
    return { alone, together, updatesPerSecond, besideCheckpoint, checkpointMs, openMs };
  } finally {
    await journal.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

class Writer {
  readonly #journal: Journal;
  readonly #document;
  #seq = 0;

  constructor(journal: Journal, draft: string) {
    this.#journal = journal;
    this.#document = textOf(DraftId.parse(draft));
  }

  async writes(count: number, atOnce: number): Promise<Percentiles> {
    const durations: number[] = [];
    while (durations.length < count) {
      const round = Array.from({ length: atOnce }, () => this.writesOne());
      durations.push(...(await Promise.all(round)));
    }
    return percentilesOf(durations);
  }

  /** @returns milliseconds until a letter of 30 bytes was on disk. */
  async writesOne(update: Uint8Array = new Uint8Array(30).fill(this.#seq)): Promise<number> {
    this.#seq += 1;
    const entry = { document: this.#document, seq: this.#seq, update };
    const startedAt = performance.now();
    await this.#journal.append({ entries: [{ ...entry, account: serverAccount, at: this.#seq }] });
    return performance.now() - startedAt;
  }
}

async function besideCheckpointOf(journal: Journal, letters: Writer) {
  const state = draftOf(200_000);
  await new Writer(journal, 'a-long-draft').writesOne(state);
  const startedAt = performance.now();
  const made = { afterMs: 0 };
  const making = journal
    .checkpoint(textOf(DraftId.parse('a-long-draft')), 1, state)
    .then(() => (made.afterMs = performance.now() - startedAt));
  const durations: number[] = [];
  while (made.afterMs === 0) durations.push(await letters.writesOne());
  return { besideCheckpoint: percentilesOf(durations), checkpointMs: await making };
}

/** @returns the state of a draft of so many words, in paragraphs of a hundred. */
function draftOf(words: number): Uint8Array {
  const doc = new Y.Doc();
  const paragraph = 'strategy '.repeat(100);
  doc.transact(() => {
    const blocks = Array.from({ length: words / 100 }, (_, at) => {
      const block = new Y.XmlElement('paragraph');
      block.setAttribute('bid', `block-${at}`);
      block.insert(0, [new Y.XmlText(paragraph)]);
      return block;
    });
    doc.getXmlFragment('body').insert(0, blocks);
  });
  return Y.encodeStateAsUpdate(doc);
}
