import { SentAct } from '@gloss/shared/rules/acts';
import { Acted } from '@gloss/shared/wire/api';
import { AccountId, DraftId } from '@gloss/shared/words/ids';
import { grant, refuse } from '@gloss/shared/words/refusal';
import { expect, test, vi } from 'vitest';

import type { ActOutbox, KeptAct } from './act-outbox.ts';
import { openActOutbox } from './act-outbox.ts';
import type { Answer } from './answer.ts';
import type { Device } from './device.ts';
import { forgetfulDevice } from './device.ts';

const owner = { account: AccountId.parse('account-1'), draft: DraftId.parse('draft-one') };
const away: Answer<Acted> = { ok: false, refusal: { code: 'unreachable', sentence: 'Away.' } };

function remark(name: string): KeptAct {
  const act = { act: 'annotate', body: name, type: 'general', labels: [] };
  return { sent: SentAct.parse({ id: `the-act-${name}`, act }), at: 1 };
}

const taken = ({ id }: SentAct) =>
  grant(Acted.parse({ id, thread: String(id), number: 1 })) as Answer<Acted>;

/** How often an outbox of these tests tries again before it waits for good. */
const patience = 4;

/** An outbox whose server answers as told. */
async function outbox(answers: (sent: SentAct) => Answer<Acted>, device = forgetfulDevice()) {
  const asked: string[] = [];
  const pauses: number[] = [];
  const told: string[] = [];
  const acts: ActOutbox = await openActOutbox({
    device,
    owner,
    send: async (sent) => {
      asked.push(sent.id);
      return answers(sent);
    },
    pause: (ms) =>
      pauses.push(ms) <= patience ? Promise.resolve() : new Promise<void>(() => undefined),
    onChange: () => undefined,
    onTaken: ({ sent }) => void told.push(sent.id),
    onSignedOut: () => void told.push('signed out'),
  });
  return { acts, asked, pauses, told, device };
}

const settled = (acts: ActOutbox) => vi.waitFor(() => expect(acts.waiting()).toEqual([]));

test('acts are sent one after another, in the order they were made', async () => {
  const { acts, asked, told } = await outbox(taken);
  for (const name of ['one', 'two', 'three']) acts.add(remark(name));
  expect(acts.waiting()).toHaveLength(3);
  await settled(acts);
  expect(asked).toEqual(['the-act-one', 'the-act-two', 'the-act-three']);
  expect(told).toEqual(asked);
});

test('an act is asked again with its own id until it is answered, ever less often', async () => {
  let failures = 3;
  const { acts, asked, pauses } = await outbox((sent) => (failures-- > 0 ? away : taken(sent)));
  acts.add(remark('one'));
  await settled(acts);
  expect(asked).toEqual(['the-act-one', 'the-act-one', 'the-act-one', 'the-act-one']);
  expect(pauses).toEqual([500, 1000, 2000]);
});

test('the server is away from an unanswered question until the next answer, even a no', async () => {
  const answers = [away, refuse('no-such-thread')];
  const { acts } = await outbox(() => answers.shift() ?? away);
  expect(acts.isAway()).toBe(false);
  acts.add(remark('one'));
  await vi.waitFor(() => expect(acts.refused()).toHaveLength(1));
  expect(acts.isAway()).toBe(false);
  acts.add(remark('two'));
  await vi.waitFor(() => expect(acts.isAway()).toBe(true));
});

test('an act over which the server stumbles three times steps aside, and the next one goes', async () => {
  const { acts, asked, told } = await outbox((sent) =>
    sent.id === 'the-act-one' ? refuse('fault') : taken(sent),
  );
  for (const name of ['one', 'two']) acts.add(remark(name));
  await settled(acts);
  expect(asked).toEqual(['the-act-one', 'the-act-one', 'the-act-one', 'the-act-two']);
  expect(acts.refused().map(({ refusal }) => refusal.code)).toEqual(['fault']);
  expect(told).toEqual(['the-act-two']);
});

test('too much at once is asked again: it says nothing about the act', async () => {
  let failures = 1;
  const { acts, told } = await outbox((sent) =>
    failures-- > 0 ? refuse('too-many') : taken(sent),
  );
  acts.add(remark('one'));
  await settled(acts);
  expect(told).toEqual(['the-act-one']);
});

test('a refused act steps aside with its refusal and the next one goes', async () => {
  const { acts, told } = await outbox((sent) =>
    sent.id === 'the-act-one' ? refuse('no-such-thread') : taken(sent),
  );
  acts.add(remark('one'));
  acts.add(remark('two'));
  await settled(acts);
  expect(told).toEqual(['the-act-two']);
  expect(acts.refused()).toMatchObject([
    { sent: { id: 'the-act-one' }, refusal: { code: 'no-such-thread' } },
  ]);
});

test('what waits and what was refused is found again by a later visit, in order', async () => {
  const first = await outbox((sent) => (sent.id === 'the-act-one' ? refuse('not-yours') : away));
  first.acts.add(remark('one'));
  first.acts.add(remark('two'));
  first.acts.add(remark('three'));
  await vi.waitFor(() => expect(first.acts.refused()).toHaveLength(1));
  first.acts.stop();
  const later = await outbox(taken, first.device);
  expect(later.acts.refused().map(({ sent }) => sent.id)).toEqual(['the-act-one']);
  expect(later.acts.waiting().map(({ sent }) => sent.id)).toEqual(['the-act-two', 'the-act-three']);
  expect(later.asked).toEqual([]);
  later.acts.wake();
  await settled(later.acts);
  expect(later.asked).toEqual(['the-act-two', 'the-act-three']);
});

test('two tabs of one device send the same act under the same id, and neither keeps it', async () => {
  const device = forgetfulDevice();
  const first = await outbox(() => away, device);
  first.acts.add(remark('one'));
  first.acts.add(remark('two'));
  await vi.waitFor(async () => expect(await device.list([owner.account])).toHaveLength(2));
  const second = await outbox(taken, device);
  second.acts.add(remark('three'));
  await settled(second.acts);
  expect(second.asked).toEqual(['the-act-one', 'the-act-two', 'the-act-three']);
  expect(await device.list([owner.account])).toEqual([]);
  first.acts.stop();
});

test('with nobody signed in the acts wait until they are woken', async () => {
  let isSignedIn = false;
  const { acts, told } = await outbox((sent) =>
    isSignedIn ? taken(sent) : refuse('not-signed-in'),
  );
  acts.add(remark('one'));
  await vi.waitFor(() => expect(told).toEqual(['signed out']));
  expect(acts.waiting()).toHaveLength(1);
  isSignedIn = true;
  acts.wake();
  await settled(acts);
  expect(told).toEqual(['signed out', 'the-act-one']);
});

test('a dismissed act is gone from the device too', async () => {
  const { acts, device } = await outbox(() => refuse('not-yours'));
  acts.add(remark('one'));
  await settled(acts);
  const [refused] = acts.refused();
  if (refused) acts.dismiss(refused.sent.id);
  expect(acts.refused()).toEqual([]);
  expect(await device.list([owner.account])).toEqual([]);
});

test('an act that the disk has no room for is sent all the same, and leaving asks first', async () => {
  const full: Device = {
    ...forgetfulDevice(),
    lasts: true,
    put: () => Promise.reject(new Error('QuotaExceededError')),
  };
  const answer = Promise.withResolvers<void>();
  const acts = await openActOutbox({
    device: full,
    owner,
    send: async (sent) => {
      await answer.promise;
      return taken(sent);
    },
    pause: async () => undefined,
    onChange: () => undefined,
    onTaken: () => undefined,
    onSignedOut: () => undefined,
  });
  acts.add(remark('one'));
  expect(acts.isKept()).toBe(false);
  answer.resolve();
  await settled(acts);
  expect(acts.isKept()).toBe(true);
});
