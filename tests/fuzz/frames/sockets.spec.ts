/** The same frames on sockets of the real server, and bytes beneath them, while two honest people type. */
import { readFileSync } from 'node:fs';

import { bodyOf } from '@gloss/shared/text/body';
import { checkBlocks } from '@gloss/shared/text/check';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';

import { dice } from '../../stage/dice.ts';
import type { House } from '../../stage/house.ts';
import { openHouse } from '../../stage/house.ts';
import { report, triesOf } from '../../stage/proof.ts';
import { until } from '../../stage/until.ts';
import { Crew } from '../crew.ts';
import { contentLine, unlike } from './gate.ts';
import { shoot } from './shooting.ts';
import type { Shooting } from './shooting.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
const frames = triesOf('SOCKET_FRAMES', { short: 1_500, full: 50_000 });

/** So many are fired at one draft; then the next is begun, so that no text grows without end. */
const framesPerDraft = 1_500;

/** What a server may hold on to, above what it had after the first shots, when all is over. */
const keptMegabytes = 150;

const unlimited = Object.fromEntries(
  [
    'SOCKETS_PER_ACCOUNT',
    'SOCKETS_PER_ADDRESS',
    'UPGRADES_PER_SECOND',
    'UPDATES_PER_SECOND',
    'PRESENCE_PER_SECOND',
    'BYTES_PER_SECOND',
    'WORK_MS_PER_SECOND',
    'REQUESTS_PER_SECOND',
    'CHANGES_PER_SECOND',
    'LAG_MS',
  ].map((name) => [`LIMIT_${name}`, '0']),
);

let house: House;
let crew: Crew;
beforeAll(async () => {
  house = await openHouse({ env: unlimited });
  crew = new Crew(house);
});
afterAll(() => house.close());

test(
  `[N5] ${frames} frames on sockets: honest people notice nothing, the server stays, its memory comes back (seed ${seed})`,
  async () => {
    onTestFailed(
      () => void process.stdout.write(`The server said last:\n${house.printed.slice(-6_000)}\n`),
    );
    const chance = dice(seed);
    const sum: Shooting = { frames: 0, closed: 0, taken: 0, raw: 0, honest: 0 };
    const server = house.pid;
    let firstMegabytes = 0;
    for (let round = 1; sum.frames < frames; round += 1) {
      const draft = await house.newDraft(`Under fire ${round}`);
      const [ada, ben] = await Promise.all([
        crew.opens('Ada', 'editor', draft),
        crew.opens('Ben', 'editor', draft),
      ]);
      ada.writes('It begins here.');
      const left = Math.min(framesPerDraft, frames - sum.frames);
      const shot = await shoot(crew, { draft, honest: [ada, ben], frames: left, chance });
      for (const name of Object.keys(sum) as (keyof Shooting)[]) sum[name] += shot[name];
      await until(`both are saved and read the same in round ${round}`, () => {
        const [one, other] = [contentLine(ada.text), contentLine(ben.text)];
        if (one !== other) throw new Error(unlike(one, other));
        for (const { name, isSaved, refused, closedWith } of [ada, ben])
          if (!isSaved) throw new Error(JSON.stringify({ name, refused, closedWith }));
        return true;
      });
      expect([ada.closedWith, ben.closedWith]).toEqual([undefined, undefined]);
      const late = await crew.opens('Cem', 'reader', draft);
      expect(contentLine(late.text)).toBe(contentLine(ada.text));
      expect(checkBlocks(bodyOf(late.text), [bodyOf(late.text)]).ok).toBe(true);
      for (const each of [ada, ben, late]) each.leaves();
      const faults = house.printed
        .split('\n')
        .filter((line) => /could not be taken|stack/.test(line));
      expect(faults, `in round ${round}`).toEqual([]);
      if (round === 1) firstMegabytes = megabytes(server);
    }
    expect(house.pid).toBe(server);
    const lastMegabytes = await until(
      `the memory comes back to ${firstMegabytes} MB, or nearly`,
      () => megabytes(server) < firstMegabytes + keptMegabytes && megabytes(server),
      // Drafts that nobody is in are let go of after half a minute.
      120_000,
    );
    const figures = { ...sum, firstMegabytes, lastMegabytes };
    report({ name: 'Fuzz, frames on sockets', figures });
    process.stdout.write(`${JSON.stringify({ seed, ...figures })}\n`);
  },
  120_000 + frames * 100,
);

test('[N5] what was under fire reads the same after a crash', async () => {
  const draft = await house.newDraft('Under fire and killed');
  const ada = await crew.opens('Ada', 'editor', draft);
  ada.writes('It begins here.');
  await shoot(crew, { draft, honest: [ada], frames: 60, chance: dice(seed + 1) });
  await until('all is saved', () => ada.isSaved);
  const before = contentLine(ada.text);
  ada.leaves();
  await house.crash();
  await house.reopen();
  const late = await crew.opens('Dot', 'reader', draft);
  expect(contentLine(late.text)).toBe(before);
});

function megabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}
