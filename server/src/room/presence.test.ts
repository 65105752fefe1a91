import { person } from '@gloss/shared/rules/scene.fixture';
import { bodyOf } from '@gloss/shared/text/body';
import { paragraph, passageOf, textOf } from '@gloss/shared/text/fixture';
import { presenceBytes, presenceEveryMs } from '@gloss/shared/wire/limits';
import type { Participant } from '@gloss/shared/words/participant';
import * as decoding from 'lib0/decoding';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';

import type { Guest } from './guest.ts';
import { writeState } from './presence-frame.ts';
import { Presence } from './presence.ts';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

/** A guest that keeps, for each client id, the newest state it was told, as a stock client would. */
class Onlooker implements Guest {
  sendAway = () => undefined;
  keptBusy = () => undefined;
  readonly participant: Participant;
  readonly mayWrite = true;
  readonly states = new Map<number, unknown>();
  readonly #clocks = new Map<number, number>();
  frames = 0;

  constructor(participant: Participant) {
    this.participant = participant;
  }

  send(frames: readonly Uint8Array[]): void {
    for (const frame of frames) this.#take(frame);
  }

  #take(frame: Uint8Array): void {
    this.frames += 1;
    const decoder = decoding.createDecoder(frame);
    decoding.readVarUint(decoder);
    const update = decoding.createDecoder(decoding.readVarUint8Array(decoder));
    for (let left = decoding.readVarUint(update); left > 0; left--) {
      const client = decoding.readVarUint(update);
      const clock = decoding.readVarUint(update);
      const state: unknown = JSON.parse(decoding.readVarString(update));
      if (clock <= (this.#clocks.get(client) ?? -1)) continue;
      this.#clocks.set(client, clock);
      if (state === null) this.states.delete(client);
      else this.states.set(client, state);
    }
  }
}

const doc = textOf(paragraph('One two three.'));

function presenceOf(...guests: Onlooker[]): Presence {
  const presence = new Presence({
    doc: () => doc,
    ownerOf: (client) => (client === 99 ? person('lead').account : undefined),
    now: () => Date.now(),
  });
  for (const guest of guests) presence.enter(guest);
  return presence;
}

function says(...states: [client: number, state: unknown][]): Uint8Array {
  const bytes = states.map(([client, state]) => [...writeState(client, 1, state)]);
  return Uint8Array.from([states.length, ...bytes.flat()]);
}

const passAWhile = () => vi.advanceTimersByTime(presenceEveryMs);
const [ann, ben] = [person('editor', 'Ann'), person('reviewer', 'Ben')];

test('who someone is comes from the account, where they are from themselves', () => {
  const [one, other] = [new Onlooker(ann), new Onlooker(ben)];
  const presence = presenceOf(one, other);
  presence.hear(one, says([7, { user: { name: 'Impostor' }, section: 's-1', more: 'x' }]));
  passAWhile();
  const { account, name, role, colour } = ann;
  expect(other.states.get(7)).toEqual({
    user: { account, name, role, colour },
    cursor: null,
    section: 's-1',
  });
});

test('a client is not told anything newer of itself than it said: it would say it again, and again', () => {
  const [one, other] = [new Onlooker(ann), new Onlooker(ben)];
  const presence = presenceOf(one, other);
  presence.hear(one, says([7, { section: 'a' }]));
  presence.hear(one, says([7, { section: 'b' }]));
  passAWhile();
  expect(one.frames).toBe(0);
  expect(other.states.get(7)).toMatchObject({ section: 'b' });
});

test('a socket speaks for one client id, and for nobody else', () => {
  const [one, other] = [new Onlooker(ann), new Onlooker(ben)];
  const presence = presenceOf(one, other);
  presence.hear(one, says([7, { section: 'mine' }]));
  presence.hear(other, says([8, { section: 'theirs' }]));
  presence.hear(other, says([7, { section: 'forged' }]));
  presence.hear(other, says([7, null]));
  passAWhile();
  const watcher = new Onlooker(person('lead'));
  presence.enter(watcher);
  presence.greet(watcher);
  expect([...watcher.states.keys()].toSorted()).toEqual([7, 8]);
  expect(watcher.states.get(7)).toMatchObject({ section: 'mine' });
});

test('the client id of another person is not to be had, whether they are here or not', () => {
  const [one, other] = [new Onlooker(ann), new Onlooker(ben)];
  const presence = presenceOf(one, other);
  presence.hear(one, says([7, { section: 'mine' }]));
  presence.hear(other, says([7, { section: 'forged' }]));
  presence.hear(other, says([99, { section: 'forged' }]));
  passAWhile();
  expect(one.states.get(7)).toMatchObject({ section: 'mine' });
  expect(one.states.has(99)).toBe(false);
});

test('the same device on a new socket takes its place over', () => {
  const [before, after, other] = [new Onlooker(ann), new Onlooker(ann), new Onlooker(ben)];
  const presence = presenceOf(before, after, other);
  presence.hear(before, says([7, { section: 'old' }]));
  presence.hear(after, says([7, { section: 'new' }]));
  presence.leave(before);
  passAWhile();
  expect(other.states.get(7)).toMatchObject({ section: 'new' });
});

test('what a window without a caret repeats of another window of the same person is not heard', () => {
  const [one, silent] = [new Onlooker(ann), new Onlooker(ann)];
  const presence = presenceOf(one, silent);
  presence.hear(one, says([7, { section: 'here' }]));
  passAWhile();
  presence.hear(silent, says([7, silent.states.get(7)]));
  passAWhile();
  expect([one.frames, silent.frames]).toEqual([1, 1]);
});

test('only the newest state is sent, at most once in a while', () => {
  const [one, other] = [new Onlooker(ann), new Onlooker(ben)];
  const presence = presenceOf(one, other);
  for (let at = 0; at < 100; at++) presence.hear(one, says([7, { section: `s-${at}` }]));
  passAWhile();
  expect(other.frames).toBe(1);
  expect(other.states.get(7)).toMatchObject({ section: 's-99' });
  presence.hear(one, says([7, { section: 'later' }]));
  vi.advanceTimersByTime(1);
  expect(other.frames).toBe(2);
  presence.hear(one, says([7, { section: 'too soon' }]));
  vi.advanceTimersByTime(presenceEveryMs - 2);
  expect(other.frames).toBe(2);
  vi.advanceTimersByTime(2);
  expect(other.frames).toBe(3);
});

test('whoever leaves is gone from the screens of the others', () => {
  const [one, other] = [new Onlooker(ann), new Onlooker(ben)];
  const presence = presenceOf(one, other);
  presence.hear(one, says([7, { section: 'here' }]));
  passAWhile();
  presence.leave(one);
  passAWhile();
  expect(other.states.size).toBe(0);
});

test('whoever is cut off while carets are sent is gone from the screens of the others, too', () => {
  const [one, cut, other] = [new Onlooker(ann), new Onlooker(ben), new Onlooker(person('lead'))];
  const presence = presenceOf(one, cut, other);
  presence.hear(cut, says([8, { section: 'stuck' }]));
  passAWhile();
  cut.send = () => presence.leave(cut);
  presence.hear(one, says([7, { section: 'here' }]));
  passAWhile();
  passAWhile();
  expect([...other.states.keys()]).toEqual([7]);
});

test("a client id that is shown just now is known to be somebody's, however many were shown before", () => {
  const one = new Onlooker(ann);
  const presence = presenceOf(one);
  presence.hear(one, says([7, {}]));
  for (let client = 1000; client < 6000; client++) {
    const other = new Onlooker(ben);
    presence.enter(other);
    presence.hear(other, says([client, {}]));
    presence.leave(other);
  }
  expect(presence.ownerOf(7)).toBe(ann.account);
});

test.each<[string, Uint8Array]>([
  ['noise', Uint8Array.of(255, 255, 255)],
  ['a frame that ends early', says([7, {}]).slice(0, -1)],
  ['a count that promises more', Uint8Array.from([200, ...says([7, {}])])],
  ['a state that is no object', says([7, 'bob'])],
  ['a broken cursor', says([7, { cursor: { anchor: 5 } }])],
  ['an endless state', says([7, { section: 'x'.repeat(presenceBytes) }])],
  ['many states at once', says([7, {}], [8, {}])],
  ['a client id beyond 2^53', says([2 ** 60, {}])],
])('%s is dropped and hurts nobody', (_name, bytes) => {
  const [one, other] = [new Onlooker(ann), new Onlooker(ben)];
  const presence = presenceOf(one, other);
  presence.hear(one, bytes);
  passAWhile();
  expect(other.frames).toBe(0);
  presence.hear(one, says([7, { section: 'fine' }]));
  passAWhile();
  expect(other.states.get(7)).toMatchObject({ section: 'fine' });
});

const inText = Y.relativePositionToJSON(
  Y.createRelativePositionFromTypeIndex(passageOf(doc, 'two').start.text, 4),
);

test('a caret in the text is shown where it is', () => {
  const [one, other] = [new Onlooker(ann), new Onlooker(ben)];
  const presence = presenceOf(one, other);
  presence.hear(one, says([7, { cursor: { anchor: inText, head: inText } }]));
  passAWhile();
  expect(other.states.get(7)).toMatchObject({ cursor: { head: { item: inText.item } } });
});

const { clientID } = doc;
test.each<[string, object]>([
  ['nowhere at all', {}],
  ['before the first item', { item: { client: clientID, clock: -1 } }],
  ['between two items', { item: { client: clientID, clock: 0.5 } }],
  ['in what nobody wrote', { item: { client: 5, clock: 5 } }],
  ['in a type that is none', { type: { client: clientID, clock: 2 } }],
])('a caret %s is not shown to anyone', (_name, position) => {
  const [one, other] = [new Onlooker(ann), new Onlooker(ben)];
  const presence = presenceOf(one, other);
  presence.hear(one, says([7, { cursor: { anchor: inText, head: position } }]));
  passAWhile();
  expect(other.states.get(7)).toMatchObject({ cursor: null });
  expect(bodyOf(doc).length).toBe(1);
});
