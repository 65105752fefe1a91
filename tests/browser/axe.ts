/** Accessibility as axe-core judges it. It is brought in by the debugger, so that the page's own policy stays in force. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** @returns what axe finds wrong on the page as it is now, a line each; empty where all is well. */
export async function violations(page: Page): Promise<string[]> {
  // Once for a page: it is half a megabyte to read.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  // Words are linked to the cards in the page a few times a second: what stays without its card, axe names.
  await page.waitForFunction(areLinked, null, { timeout: 5000 }).catch(() => undefined);
  return page.evaluate(async (values) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    // What moves is judged where it will stand; what spins for ever is judged as it is.
    const moving = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity);
    await Promise.allSettled(moving.map(({ finished }) => finished));
    const { violations } = await axe.run({ runOnly: { type: 'tag', values } });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} — ${failureSummary}`),
    );
  }, tags);
}

/** In the page: whether all that leads to a card leads to one that is there. */
function areLinked(): boolean {
  return [...document.querySelectorAll('[aria-details]')].every((words) =>
    document.getElementById(words.getAttribute('aria-details') ?? ''),
  );
}
