/** One visit to the page: what it takes to open, to write, to hear others, to scroll, and to keep in memory. */
import type { Browser, CDPSession, Page } from 'playwright-core';

import { dice } from '../../stage/dice.ts';
import './page/bench.ts';

/**
 * All in ms, but the heap, in MB (1,000,000 bytes), and the frames. `…CpuMs` is what the page's thread was busy for one of
 * them on average, all of it: script, style, layout. It says the same on a crowded machine.
 */
export interface Visit {
  readonly openCpuMs: number;
  readonly keyCpuMs: number;
  readonly enterCpuMs: number;
  readonly remoteCpuMs: number;
  readonly settledCpuMs: number;
  readonly frameCpuMs: number;
  readonly wordsMs: number;
  readonly cardsMs: number | null;
  readonly heapMb: number;
  readonly keyPaintMs: readonly number[];
  /** Of that, what the page's thread works: it waits for its frame besides. */
  readonly keyWorkMs: readonly number[];
  /** As the browser reports it, in steps of 8 ms; those it leaves out, below 16 ms, are 8. */
  readonly keyScreenMs: readonly number[];
  readonly enterPaintMs: readonly number[];
  readonly remoteMs: readonly number[];
  readonly remotePaintMs: readonly number[];
  readonly settledMs: readonly number[];
  readonly settledPaintMs: readonly number[];
  readonly frameMs: readonly number[];
  readonly blankFrames: number | null;
  /** Drawn at the beginning and, without any being lost, at the end. */
  readonly passages: readonly [number, number];
}

export interface Counts {
  readonly keys: number;
  readonly enters: number;
  readonly remote: number;
  readonly frames: number;
}

/** Opens a window of its own, so that nothing is left of the visit before. */
export async function visit(
  browser: Browser,
  url: string,
  kind: 'gloss' | 'bare',
  counts: Counts,
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    const chrome = await context.newCDPSession(page);
    const busy = await busyIn(chrome);
    await page.goto(`${url}?${kind}`);
    const { wordsMs, cardsMs } = await page.evaluate(() => bench.opened);
    const openCpuMs = await busy();
    const heapMb = await heapOf(chrome);
    const passagesBefore = await page.evaluate(() => bench.passages());
    await putCaret(page);
    await busy();
    const keys = await pressed(page, counts.keys, (at) => (at % 8 === 7 ? 'Space' : 'x'));
    const keyCpuMs = (await busy()) / counts.keys;
    const onScreen = await page.evaluate(() => bench.screenMs);
    const keyWorkMs = await page.evaluate(() => [...bench.keyWorkMs]);
    const enters = await pressed(page, counts.enters, () => 'Enter');
    const enterCpuMs = (await busy()) / counts.enters;
    // Somebody elsewhere needs replicas of their own first.
    await page.evaluate(() => bench.remote(0));
    await busy();
    const remote = await times(counts.remote, (at) =>
      page.evaluate((nth) => bench.remote((nth * 37) % 1000), at),
    );
    const remoteCpuMs = (await busy()) / counts.remote;
    const isGloss = kind === 'gloss';
    const settled = await times(isGloss ? counts.remote : 0, (at) =>
      page.evaluate((nth) => bench.settled(nth), at),
    );
    const settledCpuMs = (await busy()) / counts.remote;
    const passagesAfter = await page.evaluate(() => bench.passages());
    const scrolled = isGloss
      ? await page.evaluate((frames) => bench.scrolled(frames, 400), counts.frames)
      : null;
    const frameCpuMs = (await busy()) / counts.frames;
    return {
      openCpuMs,
      keyCpuMs,
      enterCpuMs,
      remoteCpuMs,
      settledCpuMs,
      frameCpuMs,
      wordsMs,
      cardsMs,
      heapMb,
      keyPaintMs: keys,
      keyWorkMs,
      keyScreenMs: keys.map((_, at) => onScreen[at] ?? 8),
      enterPaintMs: enters,
      remoteMs: remote.map(({ handledMs }) => handledMs),
      remotePaintMs: remote.map(({ paintMs }) => paintMs),
      settledMs: settled.map(({ handledMs }) => handledMs),
      settledPaintMs: settled.map(({ paintMs }) => paintMs),
      frameMs: scrolled?.frameMs ?? [],
      blankFrames: scrolled?.blank ?? null,
      passages: [passagesBefore, passagesAfter],
    };
  } finally {
    await context.close();
  }
}

/** @returns what tells how long, in ms, the page's thread was busy since it was last asked. */
async function busyIn(chrome: CDPSession): Promise<() => Promise<number>> {
  await chrome.send('Performance.enable', { timeDomain: 'threadTicks' });
  let before = 0;
  return async () => {
    const { metrics } = await chrome.send('Performance.getMetrics');
    const now = (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
    const since = now - before;
    before = now;
    return since;
  };
}

/** The JavaScript heap after everything was let go of that can be. */
async function heapOf(chrome: CDPSession): Promise<number> {
  await chrome.send('HeapProfiler.collectGarbage');
  const { usedSize } = await chrome.send('Runtime.getHeapUsage');
  return usedSize / 1_000_000;
}

/** Into a paragraph in the middle of the draft, where what stands above costs what it costs. */
async function putCaret(page: Page): Promise<void> {
  const paragraphs = page.locator('[contenteditable] > p');
  const middle = paragraphs.nth(Math.floor((await paragraphs.count()) / 2));
  await middle.evaluate((block) => block.scrollIntoView({ block: 'center' }));
  await middle.click({ position: { x: 40, y: 8 } });
}

/**
 * Keys at the pace of somebody who writes quickly. Each comes at another moment between two frames: one pressed as soon as
 * a frame is there would always wait for the whole of the next.
 */
async function pressed(
  page: Page,
  count: number,
  key: (at: number) => string,
): Promise<readonly number[]> {
  const chance = dice(count);
  const before = await page.evaluate(() => bench.keys.length);
  for (let at = 0; at < count; at += 1) {
    await page.keyboard.press(key(at));
    await page.waitForTimeout(60 + chance.upTo(60));
    await page.waitForFunction((wanted) => bench.keys.length > wanted, before + at);
  }
  return page.evaluate((from) => bench.keys.slice(from), before);
}

async function times<Figure>(
  count: number,
  one: (at: number) => Promise<Figure>,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (let at = 0; at < count; at += 1) figures.push(await one(at));
  return figures;
}
