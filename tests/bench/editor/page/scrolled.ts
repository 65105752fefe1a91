/** Scrolls through the draft and looks, after each frame, whether the margin shows cards. */
import type { Scrolled } from './bench.ts';
import { painted } from './painted.ts';

/** Points of the margin looked at in each frame; between two cards there may be nothing. */
const looks = [0.3, 0.45, 0.6, 0.75, 0.9];

/** @param step how far each frame goes, in px */
export async function scrolled(frames: number, step: number): Promise<Scrolled> {
  const margin = document.querySelector('#threads');
  if (margin === null) throw new Error('there is no margin');
  const { left, width } = margin.getBoundingClientRect();
  const frameMs: number[] = [];
  let blank = 0;
  let last = await painted();
  for (let frame = 0; frame < frames; frame += 1) {
    scrollBy({ top: step, behavior: 'instant' });
    const now = await painted();
    frameMs.push(now - last);
    last = now;
    const empty = looks.filter((at) => {
      const seen = document.elementFromPoint(left + width / 2, innerHeight * at);
      return seen?.closest('article') === null;
    });
    if (empty.length > looks.length / 2) blank += 1;
  }
  return { blank, frameMs };
}
