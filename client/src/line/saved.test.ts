import { expect, test } from 'vitest';

import type { Happening, Progress } from './saved.ts';
import { after, begun, savedOf, unsentOf } from './saved.ts';

const edited: Happening = { is: 'edited' };
const synced: Happening = { is: 'synced' };
const disconnected: Happening = { is: 'disconnected' };
const connected = (socket = 1): Happening => ({ is: 'connected', socket });
const sent = (message: number, socket = 1): Happening => ({ is: 'sent', socket, message });
const acknowledged = (count: number, socket = 1): Happening => ({
  is: 'acknowledged',
  socket,
  count,
});

const writer = (unsent = 0) => begun(true, unsent);
const then = (start: Progress, ...happenings: Happening[]) => happenings.reduce(after, start);

/** A writer whose socket is up, in step with the server, and whose handshake is on disk. */
const atWork = then(writer(), connected(), synced, sent(1), acknowledged(1));

test('a first visit is saving until the handshake is on disk, then saved', () => {
  expect(savedOf(writer(), 0)).toEqual({ is: 'saving', count: 0 });
  expect(savedOf(then(writer(), connected(), synced), 0)).toEqual({ is: 'saving', count: 0 });
  expect(savedOf(then(writer(), connected(), synced, sent(1)), 0).is).toBe('saving');
  expect(savedOf(atWork, 0)).toEqual({ is: 'saved' });
});

test('an acknowledged handshake is not enough while the state of the server has not arrived', () => {
  expect(savedOf(then(writer(), connected(), sent(1), acknowledged(1)), 0).is).toBe('saving');
});

test('someone who only reads is in order as soon as the text has arrived', () => {
  expect(savedOf(then(begun(false, 0), connected(), synced), 0)).toEqual({ is: 'saved' });
});

test('a tidying change in the replica of a reader is not an edit', () => {
  expect(unsentOf(then(begun(false, 0), connected(), synced, edited))).toBe(0);
});

test('an edit is saving until the message that carries it is on disk', () => {
  const typed = then(atWork, edited, sent(2));
  expect(savedOf(typed, 0)).toEqual({ is: 'saving', count: 1 });
  expect(savedOf(after(typed, acknowledged(2)), 0)).toEqual({ is: 'saved' });
});

test('a delete counts like any edit, although it changes no state vector', () => {
  expect(savedOf(then(atWork, edited), 0)).toEqual({ is: 'saving', count: 1 });
});

test('an acknowledgement covers the messages up to its number and no later one', () => {
  const two = then(atWork, edited, sent(2), edited, sent(3));
  expect(savedOf(after(two, acknowledged(2)), 0)).toEqual({ is: 'saving', count: 1 });
  expect(savedOf(after(two, acknowledged(3)), 0)).toEqual({ is: 'saved' });
});

test('an acknowledgement that repeats an earlier one takes nothing back', () => {
  const late = then(atWork, edited, sent(2), acknowledged(2), acknowledged(1));
  expect(savedOf(late, 0)).toEqual({ is: 'saved' });
});

test('an edit that no message carries is not saved by an acknowledgement', () => {
  expect(savedOf(then(atWork, edited, acknowledged(2)), 0)).toEqual({ is: 'saving', count: 1 });
});

test('answering the server once more, with nothing new, does not look like work', () => {
  expect(savedOf(then(atWork, sent(2)), 0)).toEqual({ is: 'saved' });
});

test('with the line down it counts what is kept here, edits and acts', () => {
  const down = then(atWork, disconnected, edited, edited);
  expect(savedOf(down, 3)).toEqual({ is: 'offline', count: 5 });
});

test('an edit in flight when the line breaks is unsent until a later socket brings it', () => {
  const broken = then(atWork, edited, sent(2), disconnected);
  expect(savedOf(broken, 0)).toEqual({ is: 'offline', count: 1 });
  const back = then(broken, connected(2), synced, sent(1, 2));
  expect(savedOf(back, 0)).toEqual({ is: 'saving', count: 1 });
  expect(savedOf(after(back, acknowledged(1, 2)), 0)).toEqual({ is: 'saved' });
});

test('what an older socket reports is not taken for the present one', () => {
  const back = then(atWork, edited, sent(2), disconnected, connected(2), synced, sent(1, 2));
  expect(unsentOf(after(back, acknowledged(2, 1)))).toBe(1);
  expect(unsentOf(then(back, edited, sent(3, 1), acknowledged(1, 2)))).toBe(1);
});

test('an acknowledgement that comes after the line broke changes nothing', () => {
  const down = then(atWork, edited, sent(2), disconnected);
  expect(after(down, acknowledged(2))).toEqual(down);
});

test('edits left over from an earlier visit are unsent until the handshake is on disk', () => {
  const reloaded = then(writer(4), connected(), synced);
  expect(savedOf(reloaded, 0)).toEqual({ is: 'saving', count: 4 });
  expect(savedOf(then(reloaded, sent(1), acknowledged(1)), 0)).toEqual({ is: 'saved' });
});

test('an edit made while the handshake is under way waits for the message that carries it', () => {
  const typing = then(writer(2), connected(), synced, sent(1), edited, sent(2), acknowledged(1));
  expect(savedOf(typing, 0)).toEqual({ is: 'saving', count: 1 });
  expect(savedOf(after(typing, acknowledged(2)), 0)).toEqual({ is: 'saved' });
});

test('acts that wait for an answer keep it from being saved', () => {
  expect(savedOf(atWork, 1)).toEqual({ is: 'saving', count: 1 });
});

test('an act that the server does not answer is offline, although the socket is up', () => {
  expect(savedOf(atWork, 1, true)).toEqual({ is: 'offline', count: 1 });
  expect(savedOf(atWork, 1, false)).toEqual({ is: 'saving', count: 1 });
  expect(savedOf(atWork, 0, true)).toEqual({ is: 'saved' });
});
