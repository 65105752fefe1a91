import { writeStep1, writeStep2, writeUpdate } from '@gloss/shared/wire/frames';
import { expect, test } from 'vitest';

import { countingSockets } from './counting-socket.ts';

const bytes = new Uint8Array([0, 0]);

/** Sockets that keep what was really sent, and the counts told. */
function bench() {
  const sent: unknown[] = [];
  const counted: string[] = [];
  class Wire {
    send(frame: unknown) {
      sent.push(frame);
    }
  }
  const { Socket, newest } = countingSockets(
    (socket, message) => counted.push(`${socket}:${message}`),
    Wire as unknown as typeof WebSocket,
  );
  return { open: () => new Socket('ws://test'), newest, sent, counted };
}

test('answers and edits are counted from 1, questions and presence are not', () => {
  const { open, sent, counted } = bench();
  const socket = open();
  socket.send(writeStep1(bytes) as Uint8Array<ArrayBuffer>);
  socket.send(writeStep2(bytes) as Uint8Array<ArrayBuffer>);
  socket.send(new Uint8Array([1, 1, 0]));
  socket.send(writeUpdate(bytes) as Uint8Array<ArrayBuffer>);
  expect(counted).toEqual(['1:1', '1:2']);
  expect(sent).toHaveLength(4);
});

test('an edit before the answer to the server stays here: the answer will hold it', () => {
  const { open, sent, counted } = bench();
  const socket = open();
  socket.send(writeUpdate(bytes) as Uint8Array<ArrayBuffer>);
  expect(sent).toEqual([]);
  expect(counted).toEqual([]);
});

test('each socket counts for itself', () => {
  const { open, newest, counted } = bench();
  expect(newest()).toBe(0);
  open().send(writeStep2(bytes) as Uint8Array<ArrayBuffer>);
  open().send(writeStep2(bytes) as Uint8Array<ArrayBuffer>);
  expect(newest()).toBe(2);
  expect(counted).toEqual(['1:1', '2:1']);
});
