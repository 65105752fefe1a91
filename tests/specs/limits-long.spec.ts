/** Long updates: a book that is pasted, a week's work offline, and what is too much at once. All from stock Yjs clients. */
import { bodyOf } from '@gloss/shared/text/body';
import { fillBody } from '@gloss/shared/text/content';
import { block, paragraph } from '@gloss/shared/text/fixture';
import { close } from '@gloss/shared/wire/close';
import { writeUpdate } from '@gloss/shared/wire/frames';
import { updateParts, writerFrameBytes } from '@gloss/shared/wire/limits';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';

import { dice } from '../stage/dice.ts';
import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { Intruder } from '../stage/intruder.ts';
import type { Person } from '../stage/person.ts';
import { unnoticedBy } from '../stage/witnesses.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));

let house: House;
/** At another draft, where nothing is to be felt. */
let others: [Person, Person];

beforeAll(async () => {
  house = await openHouse();
  const draft = await house.newDraft('Another one');
  others = [await house.enter('Ada', 'editor', draft), await house.enter('Ben', 'editor', draft)];
});

afterAll(() => house.close());

const partsOf = (update: Uint8Array) => Y.decodeUpdate(update).structs.length;

/** A book: 200,000 words, in paragraphs, as one update. */
function book(): Uint8Array {
  const doc = new Y.Doc();
  const words = 'words of a paragraph that somebody has pasted '.repeat(5).trim();
  const paragraphs = Array.from({ length: 5000 }, (_, at) => paragraph(`${at} ${words}`));
  fillBody(doc, block('doc', ...paragraphs));
  return Y.encodeStateAsUpdate(doc);
}

/** Someone writes on for a week: so many new paragraphs, and as many changes in what stands there. */
function writesOn(person: Person, count: number): void {
  const chance = dice(seed);
  const runs = person.runs();
  const change = () => {
    const run = chance.oneOf(runs);
    const at = chance.upTo(run.length);
    if (run.length > 40 && chance.upTo(7) === 0) run.delete(Math.min(at, run.length - 8), 8);
    else run.insert(at, chance.oneOf(['here ', 'there, ', 'x']));
  };
  for (let at = 0; at < count; at += 100)
    person.text.transact(() => {
      for (let each = at; each < at + 100; each += 1) {
        person.writes(`Paragraph ${each} of the week. `);
        change();
      }
    });
}

test('[N5] a book that is pasted at once is taken, read by everyone and kept, while others elsewhere go on', async () => {
  const cem = await house.enter('Cem', 'editor');
  const dora = await house.enter('Dora', 'editor');
  const update = book();
  await unnoticedBy(others, async () => {
    Y.applyUpdate(cem.text, update);
    await cem.untilSaved();
    await dora.sees('4999 words of a paragraph');
  });
  expect(bodyOf(dora.text).toJSON()).toBe(bodyOf(cem.text).toJSON());
  for (const person of [cem, dora]) person.leaves();
});

test('[N2] more parts than an update may have cost the socket that sent them, and are not read to their end', async () => {
  const { agent } = await house.enter('Mallory', 'editor');
  // As many as fit into a frame: stretches of nothing, two bytes each.
  const bytes = new Uint8Array(writerFrameBytes - 64).fill(1);
  const most = Uint8Array.from([1, 255, 255, 127, 7, 0]);
  for (let at = 0; at < bytes.length; at += 2) bytes[at] = 0;
  const update = new Uint8Array(most.length + bytes.length);
  update.set(most);
  update.set(bytes, most.length);
  const intruder = new Intruder(agent, { draft: house.draft });
  await unnoticedBy(others, async () =>
    expect(await intruder.sends(writeUpdate(update))).toBe(close.tooLarge),
  );
});

test(`[E4][N5] more than a week's work offline is merged on return, and reads the same for all, and after a crash (seed ${seed})`, async () => {
  const eve = await house.enter('Eve', 'editor');
  const finn = await house.enter('Finn', 'editor');
  await eve.sees('4999 words of a paragraph');
  const known = Y.encodeStateVector(eve.text);
  eve.disconnects();
  writesOn(eve, 11_000);
  finn.types('Meanwhile. ');
  await finn.untilSaved();
  const parts = partsOf(Y.encodeStateAsUpdate(eve.text, known));
  expect(parts).toBeGreaterThan(50_000);
  expect(parts).toBeLessThan(updateParts);
  await unnoticedBy(others, async () => {
    await eve.reconnects();
    await eve.untilSaved();
  });
  await finn.sees(eve.lastRun().toString().slice(0, 40));
  expect(bodyOf(finn.text).toJSON()).toBe(bodyOf(eve.text).toJSON());
  const said = eve.reads();
  for (const person of [eve, finn]) person.leaves();
  await house.crash();
  await house.reopen();
  const gina = await house.enter('Gina', 'reader');
  expect(gina.reads()).toBe(said);
  gina.leaves();
});
