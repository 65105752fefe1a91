/**
 * `npm run bench:editor`: the page of a draft beside a bare Tiptap editor with the same text, turn by turn, at two sizes.
 * SIZE=usual or SIZE=long for one of them, ROUNDS (3), KEYS (80), SEED (1). Figures belong to the machine and the hour;
 * what lasts is the ratio of the two.
 */
import { loadavg } from 'node:os';

import { chromium } from 'playwright-core';

import { chromiumFlags, chromiumPath } from '../../browser/chromium.mjs';
import { percentilesOf } from '../figures.ts';
import type { Size } from './document.ts';
import { seededDraft } from './document.ts';
import type { Counts, Visit } from './measure.ts';
import { visit } from './measure.ts';
import { servePage } from './served.ts';

const sizes: Record<string, Size> = {
  usual: { words: 8_000, threads: 60 },
  long: { words: 200_000, threads: 5_000 },
};
const { SIZE, ROUNDS = '3', KEYS = '80', SEED = '1' } = process.env;
const keys = Number(KEYS);
const counts: Counts = {
  keys,
  enters: Math.ceil(keys / 8),
  remote: Math.ceil(keys / 2),
  frames: 120,
};

/** The figures of which all rounds are put together, with what the issue asks for at each size. */
const rows = [
  ['data there to words on screen', ({ wordsMs }) => [wordsMs]],
  ['data there to cards on screen', ({ cardsMs }) => (cardsMs === null ? [] : [cardsMs])],
  ['CPU for opening', ({ openCpuMs }) => [openCpuMs]],
  ['CPU for a key', ({ keyCpuMs }) => [keyCpuMs]],
  ['CPU for an Enter', ({ enterCpuMs }) => [enterCpuMs]],
  ['CPU for a remote key', ({ remoteCpuMs }) => [remoteCpuMs]],
  [
    'CPU for a settled thread',
    ({ settledCpuMs, settledMs }) => (settledMs.length > 0 ? [settledCpuMs] : []),
  ],
  [
    'CPU for a frame of scrolling',
    ({ frameCpuMs, frameMs }) => (frameMs.length > 0 ? [frameCpuMs] : []),
  ],
  ['key to paint', ({ keyPaintMs }) => keyPaintMs],
  ['work for a key until then, without the wait for its frame', ({ keyWorkMs }) => keyWorkMs],
  ['key to screen', ({ keyScreenMs }) => keyScreenMs],
  ['Enter to paint', ({ enterPaintMs }) => enterPaintMs],
  ['remote key handled', ({ remoteMs }) => remoteMs],
  ['remote key to paint', ({ remotePaintMs }) => remotePaintMs],
  ['settled thread handled', ({ settledMs }) => settledMs],
  ['settled thread to paint', ({ settledPaintMs }) => settledPaintMs],
  ['frame of scrolling', ({ frameMs }) => frameMs],
] as const satisfies readonly (readonly [string, (visit: Visit) => readonly number[]])[];

const executablePath = chromiumPath();
if (executablePath === undefined) throw new Error('There is no Chromium to measure in.');
const served = await servePage();
const browser = await chromium.launch({ executablePath, args: chromiumFlags });
try {
  for (const [name, size] of Object.entries(sizes))
    if (SIZE === undefined || SIZE === name) await compared(name, size);
} finally {
  await browser.close();
  served.close();
}

async function compared(name: string, size: Size): Promise<void> {
  say(
    `\n${name}: ${size.words} words, ${size.threads} threads, seed ${SEED}, load ${loadavg()[0]?.toFixed(1)}`,
  );
  served.show(seededDraft(size, Number(SEED)));
  const visits: Record<'gloss' | 'bare', Visit[]> = { gloss: [], bare: [] };
  for (let round = 0; round < Number(ROUNDS); round += 1)
    for (const kind of ['bare', 'gloss'] as const)
      visits[kind].push(await visit(browser, served.url, kind, counts));
  for (const [what, pick] of rows)
    say(line(what, visits.gloss.flatMap(pick), visits.bare.flatMap(pick)));
  const heaps = (kind: 'gloss' | 'bare') =>
    percentilesOf(visits[kind].map(({ heapMb }) => heapMb)).p50;
  say(
    `JS heap after opening: ${heaps('gloss').toFixed(0)} MB; bare ${heaps('bare').toFixed(0)} MB`,
  );
  for (const { passages, blankFrames } of visits.gloss) {
    say(`pieces of passages drawn: ${passages.join(' → ')}`);
    // A few threads do not fill a margin, however well they are drawn.
    if (size.threads > 1000) say(`frames with a blank margin: ${blankFrames} of ${counts.frames}`);
  }
  say(`load ${loadavg()[0]?.toFixed(1)}`);
}

function line(what: string, ours: readonly number[], bare: readonly number[]): string {
  const of = (figures: readonly number[]) => {
    const { p50, p95 } = percentilesOf(figures);
    return { p50, p95, says: `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms` };
  };
  const mine = of(ours);
  if (bare.length === 0) return `${what}: ${mine.says}`;
  const theirs = of(bare);
  const ratio = `${(mine.p50 / theirs.p50).toFixed(2)} / ${(mine.p95 / theirs.p95).toFixed(2)}`;
  return `${what}: ${mine.says}; bare ${theirs.says}; ratio ${ratio}`;
}

function say(words: string): void {
  process.stdout.write(`${words}\n`);
}
