import { person } from '@gloss/shared/rules/scene.fixture';
import { writeUpdate } from '@gloss/shared/wire/frames';
import { expect, test } from 'vitest';

import type { Due } from './delivery.ts';
import { delivering, toldAtOnce } from './delivery.ts';
import type { Guest } from './guest.ts';
import { TestGuest } from './room.fixture.ts';
import { atOnce } from './turns.ts';

const deliver = (...all: Parameters<typeof delivering>) => atOnce(delivering(...all));

const news = (after: number, by: Guest | null): Due => ({
  is: 'news',
  after,
  by,
  frame: writeUpdate(Uint8Array.of(0, 0)),
});

/** A guest that keeps the very arrays it is sent. */
class Collector extends TestGuest {
  readonly arrays: (readonly Uint8Array[])[] = [];
  override send(frames: readonly Uint8Array[]): void {
    this.arrays.push(frames);
  }
}

test('those who get the same get the same array', () => {
  const [ann, ben, cem] = ['editor', 'lead', 'reader'].map(
    (role) => new Collector(person(role as 'editor')),
  ) as [Collector, Collector, Collector];
  const told = new Map<Guest, number>([ann, ben, cem].map((guest) => [guest, 0]));
  deliver([news(1, ann), news(2, null)], told);
  expect(ben.arrays[0]).toHaveLength(2);
  expect(cem.arrays[0]).toBe(ben.arrays[0]);
  expect(ann.arrays).toEqual([[expect.anything()]]);
});

test('whoever came later is told only what came after', () => {
  const late = new TestGuest(person('reader'));
  deliver([news(1, null), news(2, null)], new Map([[late, 1]]));
  expect(late.got).toEqual(['update']);
});

test('whoever was not answered yet is told nothing, and acknowledged all the same', () => {
  const guest = new TestGuest(person('editor'));
  deliver(
    [news(1, null), { is: 'acknowledgement', to: guest, count: 3 }, news(2, guest)],
    new Map(),
  );
  expect(guest.got).toEqual(['acknowledged 3']);
});

test('an answer comes in its place, and the last acknowledgement stands for those before it', () => {
  const guest = new TestGuest(person('editor'));
  const answer = [writeUpdate(Uint8Array.of(0, 0)), writeUpdate(Uint8Array.of(0, 0))];
  const acknowledged = (count: number): Due => ({ is: 'acknowledgement', to: guest, count });
  const due: Due[] = [
    acknowledged(1),
    acknowledged(2),
    { is: 'answer', to: guest, frames: answer },
    news(5, null),
    acknowledged(3),
  ];
  deliver(due, new Map([[guest, 4]]));
  expect(guest.got).toEqual(['acknowledged 2', 'update', 'update', 'update', 'acknowledged 3']);
});

test('many are told in stretches: whoever leaves meanwhile hears no more, whoever comes nothing twice', () => {
  const crowd = Array.from({ length: toldAtOnce + 3 }, () => new TestGuest(person('reader')));
  const told = new Map<Guest, number>(crowd.map((guest) => [guest, 0]));
  const telling = delivering([news(1, null)], told);
  expect(telling.next().done).toBe(false);
  const hasHeard = () => crowd.map(({ got }) => got.length);
  expect(hasHeard()).toEqual(crowd.map((_, at) => (at < toldAtOnce ? 1 : 0)));
  const [leaving, ...left] = crowd.slice(toldAtOnce);
  const coming = new TestGuest(person('reader'));
  told.delete(leaving as TestGuest);
  told.set(coming, 1);
  expect(telling.next().done).toBe(true);
  expect(leaving?.got).toEqual([]);
  expect(left.map(({ got }) => got)).toEqual(left.map(() => ['update']));
  expect(coming.got).toEqual([]);
});
