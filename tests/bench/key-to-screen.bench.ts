/**
 * From a key in one person's browser to the frame in which another person's browser shows its letter: two windows of one
 * Chromium on this machine, the sample draft, one key after another has arrived. Both clocks are the machine's own.
 */
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';

import { chromiumFlags, chromiumPath } from '../browser/chromium.mjs';
import type { House } from '../stage/house.ts';
import { until } from '../stage/until.ts';
import type { Percentiles } from './figures.ts';
import { percentilesOf } from './figures.ts';

/** What the pages keep for the measurement. */
declare global {
  var pressedAt: number;
  var shownTimes: number[];
}

/** @param house with the sample, just opened: its sign-in links are still unused. */
export async function measureKeyToScreen(house: House, count: number): Promise<Percentiles> {
  const browser = await open();
  try {
    const writer = await enter(browser, linkOf(house, 'editor'));
    const watcher = await enter(browser, linkOf(house, 'editor2'));
    await writer.evaluate(watchKeys);
    await watcher.evaluate(watchText);
    await writer.getByRole('textbox', { name: 'Text of the draft' }).click();
    await writer.keyboard.press('Control+End');
    const durations: number[] = [];
    for (let at = 0; at < count; at += 1) {
      await writer.keyboard.press(at % 8 === 7 ? 'Space' : 'x');
      const shownAt = await until('the letter is shown', () =>
        watcher.evaluate((nth) => shownTimes[nth], at),
      );
      durations.push(shownAt - (await writer.evaluate(() => pressedAt)));
    }
    return percentilesOf(durations);
  } finally {
    await browser.close();
  }
}

function open(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error('there is no Chromium to measure in');
  return chromium.launch({ executablePath, args: chromiumFlags });
}

function linkOf(house: House, host: string): string {
  const link = new RegExp(`http://${host}\\.localhost\\S+`).exec(house.printed)?.[0];
  if (link === undefined) throw new Error(`no link for ${host} was printed`);
  return link;
}

async function enter(browser: Browser, link: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(link);
  await page.locator('[data-saved="saved"]').waitFor({ state: 'attached' });
  return page;
}

function watchKeys(): void {
  const note = (): void => {
    globalThis.pressedAt = performance.timeOrigin + performance.now();
  };
  addEventListener('keydown', note, { capture: true });
}

/** Notes the time at the end of the first frame in which the last block has grown. Labels of carets are no letters of it. */
function watchText(): void {
  globalThis.shownTimes = [];
  const text = document.querySelector('[role=textbox][aria-multiline=true]');
  if (text === null) throw new Error('there is no text to watch');
  const letters = (): number => {
    const last = text.lastElementChild;
    const labels = [...(last?.querySelectorAll('.caret') ?? [])];
    const inLabels = labels.reduce((sum, label) => sum + label.textContent.length, 0);
    return (last?.textContent.length ?? 0) - inLabels;
  };
  let before = letters();
  new MutationObserver(() => {
    const now = letters();
    if (now <= before) return;
    before = now;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () =>
        shownTimes.push(performance.timeOrigin + performance.now()),
      );
      port1.start();
      port2.postMessage(null);
    });
  }).observe(text, { subtree: true, childList: true, characterData: true });
}
