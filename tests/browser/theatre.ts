/** Chromium for the specs: one process for a file, a context of its own for each person. Leaves pictures of what failed. */
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Browser, BrowserContextOptions } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';

import { chromiumFlags, chromiumPath } from './chromium.mjs';
import { PersonWindow } from './window.ts';

/** Where the pictures go: `<test> · <person>.png`. */
const pictures = join(tmpdir(), 'gloss-browser');

const desk = { width: 1440, height: 900 };

export interface Theatre {
  /** Opens an empty window for a person; nobody is signed in there. */
  window(name: string, options?: BrowserContextOptions): Promise<PersonWindow>;
  /** @returns what the pages of all windows complained about since the last question. */
  faults(): string[];
}

/** Called once at the top of a spec file. */
export function openTheatre(): Theatre {
  let browser: Browser | undefined;
  const windows: PersonWindow[] = [];

  beforeAll(async () => {
    const executablePath = chromiumPath();
    if (executablePath === undefined) throw new Error('No Chromium found: run npm test once.');
    browser = await chromium.launch({ executablePath, args: chromiumFlags });
  });

  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    mkdirSync(pictures, { recursive: true });
    const title = task.name.replaceAll(/[^\w ]+/g, '').slice(0, 60);
    for (const { name, page } of windows.filter(({ page }) => !page.isClosed()))
      await page.screenshot({ path: join(pictures, `${title} · ${name}.png`) });
  });

  afterAll(async () => browser?.close());

  return {
    async window(name, options = {}) {
      if (browser === undefined) throw new Error('The theatre opens before the first test.');
      const context = await browser.newContext({ viewport: desk, ...options });
      const window = await PersonWindow.open(context, name);
      windows.push(window);
      return window;
    },
    faults: () =>
      windows.flatMap(({ name, faults }) => faults.splice(0).map((fault) => `${name}: ${fault}`)),
  };
}
