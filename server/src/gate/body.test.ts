import { requestBytes } from '@gloss/shared/wire/limits';
import { AccountId } from '@gloss/shared/words/ids';
import { expect, test } from 'vitest';

import { BodyRoom } from './body.ts';

const account = (number: number) => AccountId.parse(`account-${number}`);

test('[N2] the bodies of one person have room for sixteen of the largest, or many small ones', () => {
  const room = new BodyRoom();
  const large = Array.from({ length: 17 }, () => room.take(account(1), requestBytes));
  expect(large.filter((taken) => taken === null)).toHaveLength(1);
  expect(room.take(account(1), 200)).toBeNull();
  const small = Array.from({ length: 1000 }, () => room.take(account(2), 200));
  expect(small).not.toContain(null);
  large[0]?.();
  expect(room.take(account(1), requestBytes)).not.toBeNull();
});

test('[N2] the bodies of all together have room for 128 MB, and have it again', () => {
  const room = new BodyRoom();
  const taken = Array.from({ length: 640 }, (_none, each) =>
    room.take(account(each % 64), requestBytes),
  );
  const held = taken.filter((giveBack) => giveBack !== null);
  expect(held.length * requestBytes).toBe(128 * 1024 * 1024);
  expect(room.take(account(99), 1)).toBeNull();
  for (const giveBack of held) giveBack();
  expect(room.take(account(99), requestBytes)).not.toBeNull();
});
