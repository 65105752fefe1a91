/** A program to be traced: a journal that commits in groups and makes checkpoints, closed and opened again on the way. */
import { writeSync } from 'node:fs';

import { openSqliteJournal } from '@gloss/server/journal/sqlite-journal';
import * as Y from 'yjs';

import { dice } from '../../stage/dice.ts';
import { documents, Pen } from './batches.ts';

const [, , folder = '', seed = '1'] = process.argv;
const chance = dice(Number(seed));
const pen = new Pen();
let number = 0;

for (const last of [60, 110, 140]) {
  const journal = await openSqliteJournal(folder);
  let compacting: Promise<unknown> = Promise.resolve();
  while (number < last) {
    const saved: Promise<void>[] = [];
    for (let more = chance.upTo(5); more >= 0; more -= 1) {
      const batch = (number += 1);
      saved.push(journal.append(pen.batch(batch)).then(() => say(`saved ${batch}`)));
    }
    await Promise.all(saved);
    if (chance.upTo(3) > 0) continue;
    const document = chance.oneOf(documents);
    const seq = pen.heads.get(document) ?? 0;
    const state = Y.encodeStateAsUpdate(pen.docs.get(document) ?? new Y.Doc());
    const made = journal.checkpoint(document, seq, state);
    compacting = seq === 0 ? made : made.then(() => say(`compacted ${document} ${seq}`));
  }
  await compacting;
  await journal.close();
}

/** At once: strace sees the word leave before whatever comes next. */
function say(words: string): void {
  writeSync(1, `${words}\n`);
}
