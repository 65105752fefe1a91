// @vitest-environment jsdom
import { dice } from '@gloss/shared/text/fixture';
import { expect, test, vi } from 'vitest';

import type { Known } from './measured-blocks.ts';
import { isStill, measureMoved } from './measured-blocks.ts';

/** Blocks one below the other, as a browser would lay them out. */
class Page {
  readonly text = document.createElement('div');
  readonly known: Known = new Map();
  readonly asked = vi.fn();
  top = -300;
  readonly #heights = new Map<Element, number>();

  constructor(count: number) {
    for (let at = 0; at < count; at += 1) this.insert(at, 20 + (at % 7));
  }

  get blocks(): Element[] {
    return [...this.text.children];
  }

  insert(at: number, height: number): void {
    const block = document.createElement('p');
    block.getBoundingClientRect = () => {
      this.asked();
      return new DOMRect(0, this.top + this.#topOf(block), 10, this.#heights.get(block));
    };
    this.#heights.set(block, height);
    this.text.insertBefore(block, this.text.children[at] ?? null);
  }

  grow(at: number, by: number): void {
    const block = this.blocks[at];
    if (block) this.#heights.set(block, Math.max(0, (this.#heights.get(block) ?? 0) + by));
  }

  /** What places.ts does: those that are told of first, then all that moved. */
  measure(...told: number[]): void {
    for (const at of told) {
      const block = this.blocks[at];
      if (block) isStill(block, this.known);
    }
    for (const block of this.known.keys())
      if (block.parentElement !== this.text) this.known.delete(block);
    measureMoved(this.blocks, this.known, this.top);
  }

  /** @returns the blocks that are not known to stand where they stand. */
  wrong(): number[] {
    return this.blocks.flatMap((block, at) => {
      const found = this.known.get(block);
      const isRight =
        found?.top === this.#topOf(block) &&
        found.height === this.#heights.get(block) &&
        found.nth === at;
      return isRight ? [] : [at];
    });
  }

  #topOf(block: Element): number {
    let top = 0;
    for (const each of this.text.children) {
      if (each === block) break;
      top += this.#heights.get(each) ?? 0;
    }
    return top;
  }
}

test.each([1, 2, 3, 4, 5, 6])(
  'whatever grows, shrinks, comes, goes or changes places, every block is known where it stands: seed %i',
  (seed) => {
    const [page, chance] = [new Page(40), dice(seed)];
    page.measure();
    const wrong: unknown[] = [page.wrong()];
    for (let round = 0; round < 80; round += 1) {
      const { length } = page.blocks;
      const [one, other] = [chance(length), chance(length)];
      const acts = [
        () => page.grow(one, 5 + chance(30)),
        // One gains what another one loses, and both are told of.
        () => {
          page.grow(one, 12);
          page.grow(other, -12);
          return [one, other];
        },
        () => page.insert(one, 24),
        () => length > 5 && page.blocks[one]?.remove(),
        () => page.text.insertBefore(page.blocks[one] as Element, page.blocks[other] as Element),
        () => void (page.top -= 33),
      ];
      const told = acts[chance(acts.length)]?.();
      page.measure(...(Array.isArray(told) ? told : []));
      wrong.push(page.wrong());
    }
    expect(wrong.flat()).toEqual([]);
  },
);

test('a line more in one of a thousand blocks asks a few of them, and moves all that follow', () => {
  const page = new Page(1000);
  page.measure();
  page.asked.mockClear();
  page.measure(700);
  // Nothing changed: the one that was told of, and both ends.
  expect(page.asked).toHaveBeenCalledTimes(3);
  page.asked.mockClear();
  page.grow(700, 24);
  page.measure(700);
  expect(page.asked.mock.calls.length).toBeLessThan(40);
  expect(page.wrong()).toEqual([]);
});

test('what the first block gains and another one loses is seen, though the last one stands where it stood', () => {
  const page = new Page(40);
  page.measure();
  page.grow(0, 12);
  page.grow(20, -12);
  page.measure();
  expect(page.wrong()).toEqual([]);
});
