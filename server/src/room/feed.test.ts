import { person } from '@gloss/shared/rules/scene.fixture';
import { writeUpdate } from '@gloss/shared/wire/frames';
import { expect, test } from 'vitest';

import { toldAtOnce } from './delivery.ts';
import { Feed } from './feed.ts';
import { TestGuest, turn } from './room.fixture.ts';

const frame = writeUpdate(Uint8Array.of(0, 0));

/** A feed with more guests than are told in one go. All of them were answered. */
async function crowded() {
  const feed = new Feed(0);
  const crowd = Array.from({ length: toldAtOnce * 2 }, () => new TestGuest(person('reader')));
  for (const guest of crowd) {
    feed.enter(guest);
    feed.answer(guest, 0, []);
  }
  await Promise.resolve();
  return { feed, first: crowd[0] as TestGuest, last: crowd.at(-1) as TestGuest };
}

test('a crowd is told in stretches, and all of it is told', async () => {
  const { feed, first, last } = await crowded();
  feed.tell(1, frame, null);
  feed.committed(1);
  await Promise.resolve();
  expect([first.got, last.got]).toEqual([['update'], []]);
  await turn();
  await turn();
  expect([first.got, last.got]).toEqual([['update'], ['update']]);
});

test('what is said next comes after what is being told', async () => {
  const { feed, first, last } = await crowded();
  feed.tell(1, frame, null);
  feed.acknowledge(last, 1, 1);
  feed.tell(2, frame, first);
  feed.committed(1);
  await Promise.resolve();
  let done = '';
  feed.afterwards(2, () => (done = `${last.got.length} told`));
  feed.acknowledge(first, 2, 7);
  feed.committed(2);
  await Promise.resolve();
  expect(first.got).toEqual(['update', 'acknowledged 7']);
  expect(last.got).toEqual(['update', 'acknowledged 1', 'update']);
  expect(done).toBe('3 told');
});
