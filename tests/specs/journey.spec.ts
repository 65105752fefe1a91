/** The journey of an edit (README.md): what its seven files say of themselves, and one letter on its way through all of them. */
import { readFileSync } from 'node:fs';

import { message, sync } from '@gloss/shared/wire/frames';
import * as decoding from 'lib0/decoding';
import { expect, onTestFinished, test } from 'vitest';

import { openTheatre } from '../browser/theatre.ts';
import { openHouse } from '../stage/house.ts';
import { textOnDisk, writtenIn } from '../stage/journal-file.ts';
import { until } from '../stage/until.ts';

const root = new URL('../../', import.meta.url);
const readme = readFileSync(new URL('README.md', root), 'utf8');
const stations = [...readme.matchAll(/^(\d)\. \*\*(.+?)\*\* · `(.+?)`/gm)].map(
  ([, number, name, path]) => ({ number: Number(number), name: name ?? '', path: path ?? '' }),
);

test('[J1] README names seven stations in order', () => {
  expect(stations.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test.each(stations)(
  '[J1] station $number, $path, opens with its number and names the next',
  ({ number, name, path }) => {
    const [opening = ''] = readFileSync(new URL(path, root), 'utf8').split('*/', 1);
    // After the seventh the next letter begins its journey at the first.
    const next = stations[number % stations.length];
    const words = opening.replaceAll(/\s*\n \*\s*/g, ' ');
    expect(words).toMatch(
      new RegExp(`^/\\*\\*? Station ${number} of 7, the ${name.toLowerCase()}[,: ]`),
    );
    if (number < 7) expect(words).toContain(`Next: ${next?.path}`);
    else expect(words).toContain(next?.path);
  },
);

const letter = 'ŵ';
const holdsLetter = (update: Uint8Array) => writtenIn(update).includes(letter);
const theatre = openTheatre();

test('[J1] one letter passes the seven stations in their order', async () => {
  const house = await openHouse();
  onTestFinished(() => house.close());
  const onDisk = () => textOnDisk(house.dataDir, house.draft).some(holdsLetter);
  await (await house.enter('Cy', 'editor')).writes('Care begins at home.').untilSaved();
  const [ada, bea] = [await theatre.window('Ada'), await theatre.window('Bea')];
  /** What passes on the sockets, with whether the letter was on disk by then. */
  const passed: { readonly what: string; readonly onDisk: boolean }[] = [];
  const note = (what: string | null) => what && passed.push({ what, onDisk: onDisk() });
  ada.page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => note(carriesLetter(payload) ? 'sent' : null));
    socket.on('framereceived', ({ payload }) =>
      note(passed.length > 0 && isAcknowledgement(payload) ? 'acknowledged' : null),
    );
  });
  bea.page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => note(carriesLetter(payload) ? 'told' : null)),
  );
  await ada.entersDraft(await house.linkFor('Ada', 'editor'));
  await bea.entersDraft(await house.linkFor('Bea', 'reader'));
  await ada.clicksBehind('at home');

  // While the server stands still the letter comes as far as the wire.
  house.holds();
  await ada.types(letter);
  await ada.sees(`at home${letter}`);
  await ada.keepsOnDevice(holdsLetter);
  await until('the letter has left', () => passed.length > 0);
  expect(passed).toEqual([{ what: 'sent', onDisk: false }]);
  expect((await ada.savedState()).is).toBe('saving');

  house.goesOn();
  await bea.sees(`at home${letter}`);
  await ada.untilSaved();
  expect(passed.slice(1)).toEqual(
    expect.arrayContaining([
      { what: 'acknowledged', onDisk: true },
      { what: 'told', onDisk: true },
    ]),
  );
});

function carriesLetter(payload: string | Buffer): boolean {
  if (typeof payload === 'string') return false;
  const decoder = decoding.createDecoder(payload);
  if (decoding.readVarUint(decoder) !== message.sync) return false;
  if (decoding.readVarUint(decoder) !== sync.update) return false;
  return holdsLetter(decoding.readVarUint8Array(decoder));
}

function isAcknowledgement(payload: string | Buffer): boolean {
  return typeof payload !== 'string' && payload[0] === message.acknowledged;
}
