/** What a journal must say after a power cut, read by the code that reads it in the server. */
import { valueOf } from '@gloss/server/journal/sqlite-file';
import { openHouse } from '@gloss/server/journal/sqlite-house';
import type { Tables } from '@gloss/server/journal/sqlite-tables';
import { openTables } from '@gloss/server/journal/sqlite-tables';
import { stateOf } from '@gloss/server/room/kept-document';

import { actOf, documents, draftFor, drafts, isAct, touchedBy } from './batches.ts';

/** @returns a line for each promise that is broken. Throws where the folder does not open. */
export function brokenInJournal(folder: string, said: readonly string[]): string[] {
  const house = openHouse(folder);
  try {
    const integrity = valueOf(house.file, 'pragma integrity_check');
    if (integrity !== 'ok') return [`integrity: ${String(integrity)}`];
    return brokenIn(openTables(house.file), said);
  } finally {
    house.close();
  }
}

function brokenIn(tables: Tables, said: readonly string[]): string[] {
  const found = new Map(documents.map((document) => [document, numbersIn(tables, document)]));
  // Batches are stored in order, so those that are there are 1 to `last`.
  const last = Math.max(0, ...[...found.values()].flat());
  const saved = Math.max(0, ...said.flatMap((line) => Number(/^saved (\d+)/.exec(line)?.[1] ?? 0)));
  const broken = last < saved ? [`lost: found 1 to ${last}, saved were ${saved}`] : [];
  for (const document of documents) {
    const wanted = upTo(last).filter((batch) => touchedBy(batch).includes(document));
    const words = found.get(document) ?? [];
    if (words.join(' ') !== wanted.join(' '))
      broken.push(`half: ${document} holds ${words.join(' ')} of 1 to ${last}`);
  }
  return [...broken, ...brokenAnswers(tables, last), ...brokenTallies(tables, last)];
}

function brokenAnswers(tables: Tables, last: number): string[] {
  return upTo(last + 10).flatMap((batch) => {
    const body = tables.answerTo(draftFor(batch), actOf(batch))?.body;
    const wanted = isAct(batch) && batch <= last ? String(batch) : undefined;
    return body === wanted ? [] : [`half: the answer to ${batch} of ${last} is ${body}`];
  });
}

function brokenTallies(tables: Tables, last: number): string[] {
  const tallies = tables.tallies();
  return drafts.flatMap((draft) => {
    const acts = upTo(last).filter((batch) => isAct(batch) && draftFor(batch) === draft);
    const tallied = tallies.get(draft)?.openThreads ?? 0;
    return tallied === (acts.at(-1) ?? 0) ? [] : [`half: the tally of ${draft} is ${tallied}`];
  });
}

function numbersIn(tables: Tables, document: (typeof documents)[number]): number[] {
  const stored = tables.read(document);
  const words = stateOf(stored).getXmlFragment('body').toArray();
  return words.map((word) => Number.parseInt(word.toJSON() as string, 10));
}

function upTo(last: number): number[] {
  return Array.from({ length: last }, (_, at) => at + 1);
}
