/** What a screen shows of a passage: the words it marks, and what its card says has become of them. */
import { until } from '../stage/until.ts';
import type { PersonWindow } from './window.ts';

/** As product.md has it; `moved?` asks somebody to confirm it. */
export type Standing = 'anchored' | 'edited' | 'moved' | 'moved?' | 'orphaned';

/** The sentences by which people know. */
const sentences: readonly (readonly [Standing, RegExp])[] = [
  ['orphaned', /no longer in the text/],
  ['moved?', /Is this still the passage\?/],
  ['moved', /the thread followed them/],
  ['edited', /Reads now/],
];

/** @returns what the open card of a thread says of its words. */
export async function standingOf(window: PersonWindow, number: number): Promise<Standing> {
  const says = await window.thread(number).innerText();
  return sentences.find(([, sentence]) => sentence.test(says))?.[0] ?? 'anchored';
}

/** @returns the words of the text that are marked as a thread's passage; a part a block, in their order. */
export function markedBy(window: PersonWindow, number: number): Promise<string[]> {
  return window.page.evaluate((heading) => {
    const opener = document.querySelector(`[aria-label^="Thread ${heading} by "]`);
    const thread = opener?.getAttribute('data-thread-heading');
    const marks = document.querySelectorAll(`mark.passage[data-thread="${thread}"]`);
    const parts = new Map<Element | null, string>();
    for (const mark of marks) {
      const block = mark.closest('p, h1, h2, h3, h4');
      parts.set(block, (parts.get(block) ?? '') + mark.textContent);
    }
    return [...parts.values()];
  }, number);
}

/** Resolves when every one of these screens says the same of a thread; fails with what they say instead. */
export async function untilAllShow(
  windows: readonly PersonWindow[],
  number: number,
  standing: Standing | readonly Standing[],
  marked: readonly string[],
): Promise<void> {
  const wanted = [standing].flat().map((each) => JSON.stringify([each, marked]));
  const shownBy = async (window: PersonWindow): Promise<string> =>
    JSON.stringify([await standingOf(window, number), await markedBy(window, number)]);
  const shows = async (window: PersonWindow): Promise<void> => {
    await window.goesToThread(number);
    await until(`${window.name} is shown ${wanted.join(' or ')}`, async () => {
      const shown = await shownBy(window);
      if (wanted.includes(shown)) return true;
      throw new Error(`it shows ${shown}`);
    });
  };
  await Promise.all(windows.map(shows));
  await until('all are shown the same', async () => {
    const shown = new Set(await Promise.all(windows.map(shownBy)));
    if (shown.size === 1) return true;
    throw new Error(`they are shown ${[...shown].join(' and ')}`);
  });
}
