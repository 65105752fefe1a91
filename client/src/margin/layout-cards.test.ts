import { describe, expect, test } from 'vitest';

import type { CardSize } from './layout-cards.ts';
import { layoutCards } from './layout-cards.ts';

const card = (wanted: number, height = 100): CardSize => ({ wanted, height });
const room = { gap: 10, floor: 0, pinned: null, reach: 400 };

describe('cards beside their words', () => {
  test('stand exactly at their words where there is room', () => {
    expect(layoutCards([card(50), card(400), card(900)], room)).toEqual([50, 400, 900]);
  });

  test('share the distance where they would overlap', () => {
    expect(layoutCards([card(300), card(300)], room)).toEqual([245, 355]);
  });

  test('never stand above the floor', () => {
    expect(layoutCards([card(5), card(10)], { ...room, floor: 40 })).toEqual([40, 150]);
  });

  test('make way up and down for the pinned one, which stands at its words', () => {
    const tops = layoutCards([card(300), card(310), card(320)], { ...room, pinned: 1 });
    expect(tops).toEqual([200, 310, 420]);
  });

  test('push the pinned one down where they have no room above it: none is covered', () => {
    const tops = layoutCards([card(10), card(20), card(130)], { ...room, pinned: 2 });
    expect(tops).toEqual([0, 110, 220]);
  });

  test('leave the floor only when the pinned one would lose its words', () => {
    const many = Array.from({ length: 6 }, () => card(100));
    const within = layoutCards(many.slice(1), { ...room, pinned: 4 });
    expect(within).toEqual([0, 110, 220, 330, 440]);
    expect(layoutCards(many, { ...room, pinned: 5 })).toEqual([-450, -340, -230, -120, -10, 100]);
  });

  test('keep the pinned one off the floor line', () => {
    expect(layoutCards([card(0)], { ...room, floor: 48, pinned: 0 })).toEqual([48]);
  });

  test('are none for no threads', () => {
    expect(layoutCards([], room)).toEqual([]);
  });
});

describe('for 300 random margins', () => {
  const margins = Array.from({ length: 300 }, (_, seed) => randomMargin(seed + 1));

  test('cards keep their order and never overlap', () => {
    for (const { cards, pinned } of margins) {
      const tops = layoutCards(cards, { gap: 8, floor: 20, reach: 300, pinned });
      for (let at = 1; at < tops.length; at += 1) {
        const bottom = tops[at - 1]! + cards[at - 1]!.height;
        // Tops are whole pixels, so a gap may lose one to rounding.
        expect(tops[at]! - bottom).toBeGreaterThanOrEqual(7);
      }
    }
  });

  test('the pinned card stands at its words or below, never beyond its reach; no card is covered without need', () => {
    for (const { cards, pinned } of margins) {
      if (pinned === null) continue;
      const room = { gap: 8, floor: 20, reach: 300 };
      const tops = layoutCards(cards, { ...room, pinned });
      const atWords = Math.max(20, cards[pinned]!.wanted);
      const needed = cards.slice(0, pinned).reduce((sum, { height }) => sum + height + 8, 20);
      const isCovered = tops.some((top) => top < 20);
      expect(isCovered).toBe(needed - atWords > 300);
      expect(tops[pinned]).toBe(isCovered ? atWords : Math.max(atWords, needed));
    }
  });

  test('without a pinned card no card can come nearer to its words alone', () => {
    for (const { cards } of margins) {
      const tops = layoutCards(cards, { gap: 8, floor: 20, reach: 300, pinned: null });
      tops.forEach((top, at) => {
        const lowest = at === 0 ? 20 : tops[at - 1]! + cards[at - 1]!.height + 8;
        const highest = at === tops.length - 1 ? Infinity : tops[at + 1]! - cards[at]!.height - 8;
        const nearest = Math.min(Math.max(cards[at]!.wanted, lowest), Math.max(highest, lowest));
        expect(Math.abs(top - nearest)).toBeLessThanOrEqual(2);
      });
    }
  });
});

function randomMargin(seed: number): { cards: CardSize[]; pinned: number | null } {
  const random = randomFrom(seed);
  const count = 1 + Math.floor(random() * 30);
  const cards = Array.from({ length: count }, () =>
    card(Math.floor(random() * 2000), 40 + Math.floor(random() * 300)),
  ).toSorted((one, other) => one.wanted - other.wanted);
  return { cards, pinned: random() < 0.5 ? null : Math.floor(random() * count) };
}

/** Mulberry32: the same numbers for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
