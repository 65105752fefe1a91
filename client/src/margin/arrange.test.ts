import { describe, expect, test } from 'vitest';

import type { Place } from './arrange.ts';
import { keepArranged, readingOrder, stepFrom } from './arrange.ts';
import { anchored, onWholeDraft, thread } from './thread.fixture.ts';

const orphan = thread(3, { anchor: anchored({ is: 'orphaned' }) });
const threads = [thread(1), thread(2), orphan, onWholeDraft(4), thread(5)];
const places = new Map<string, Place>([
  ['thread-1', { top: 900, order: 2 }],
  ['thread-2', { top: 100, order: 1 }],
]) as unknown as Parameters<ReturnType<typeof keepArranged>>[1];

describe('the arrangement of threads', () => {
  const arrangement = keepArranged()(threads, places);

  test('has every thread exactly once', () => {
    const numbers = readingOrder(arrangement).map(({ number }) => number);
    expect(numbers.toSorted()).toEqual([1, 2, 3, 4, 5]);
  });

  test('follows the text, not the numbers; those of unknown place come last', () => {
    expect(arrangement.placed.map(({ thread: { number }, top }) => [number, top])).toEqual([
      [2, 100],
      [1, 900],
      [5, 900],
    ]);
  });

  test('is the same whatever was arranged before: other places, other threads, and these again', () => {
    const arranged = keepArranged();
    const elsewhere = new Map(
      [...places].map(([id, { top, order }]) => [id, { top: 1000 - top, order: -order }]),
    );
    arranged(threads, new Map());
    expect(arranged(threads, places)).toEqual(arrangement);
    expect(arranged(threads, elsewhere)).toEqual(keepArranged()(threads, elsewhere));
    expect(arranged(threads.slice(1), places)).toEqual(keepArranged()(threads.slice(1), places));
    expect(arranged(threads, places)).toEqual(arrangement);
  });

  test('keeps apart what stands beside no words', () => {
    expect(arrangement.orphaned).toEqual([orphan]);
    expect(arrangement.wholeDraft.map(({ number }) => number)).toEqual([4]);
  });

  test('is walked from end to end and stops there', () => {
    const order = readingOrder(arrangement);
    expect(stepFrom(order, null, 1)?.number).toBe(4);
    expect(stepFrom(order, order[0]!.id, 1)?.number).toBe(3);
    expect(stepFrom(order, order.at(-1)!.id, 1)?.number).toBe(5);
    expect(stepFrom(order, null, -1)?.number).toBe(5);
    expect(stepFrom([], null, 1)).toBeUndefined();
  });
});
