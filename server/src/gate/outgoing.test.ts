import { PassThrough, Writable } from 'node:stream';
import type { Duplex } from 'node:stream';

import { unreadMs, unsentBytes } from '@gloss/shared/wire/limits';
import { describe, expect, test } from 'vitest';
import * as ws from 'ws';

import { framed, Outgoing } from './outgoing.ts';

/** The reading half of ws, which its types leave out. */
const { Receiver } = ws as unknown as {
  Receiver: new (options: { isServer: boolean }) => Writable;
};

/** A socket that takes what it is given only when told to, or everything at once. */
class TestSocket extends Writable {
  /** The bytes of each write, asking whether the one before has left aside. */
  readonly taken: number[] = [];
  readonly #isStuck: boolean;
  #waiting: (() => void) | undefined;

  constructor(isStuck: boolean) {
    super();
    this.#isStuck = isStuck;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    if (chunk.length > 0) this.taken.push(chunk.length);
    if (this.#isStuck && chunk.length > 0) this.#waiting = done;
    else done();
  }

  async takes(): Promise<void> {
    this.#waiting?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function outgoing(now = () => 0, isStuck = true) {
  const socket = new TestSocket(isStuck);
  return { socket, out: new Outgoing(socket as unknown as Duplex, now) };
}

const message = (size: number, fill = 1) => new Uint8Array(size).fill(fill);

describe('frames', () => {
  test.each([0, 1, 125, 126, 65_535, 65_536, 65_537, 300_000])(
    'a message of %i bytes is read back as it was',
    async (size) => {
      const receiver = new Receiver({ isServer: false });
      const read = new Promise<Buffer>((resolve, reject) => {
        receiver.on('message', resolve);
        receiver.on('error', reject);
      });
      const pipe = new PassThrough();
      pipe.pipe(receiver);
      pipe.write(framed([message(size)]));
      expect(new Uint8Array(await read)).toEqual(message(size));
    },
  );

  test('are built once for all sockets', () => {
    const messages = [message(10), message(20)];
    expect(framed(messages)).toBe(framed(messages));
    expect(framed([message(10), message(20)])).not.toBe(framed(messages));
  });

  test('of a large document are built once, whatever is said in between', () => {
    const document = [message(300_000)];
    const before = framed(document);
    framed([message(10)]);
    framed([message(400_000)]);
    expect(framed(document)).toBe(before);
  });
});

describe('what is sent', () => {
  test('leaves in one write', () => {
    const { socket, out } = outgoing(undefined, false);
    out.send([message(10), message(20)]);
    out.send([message(30)]);
    out.ping();
    expect(socket.taken).toEqual([34, 32, 2]);
  });

  test('while the one before has not left waits, and goes in one write', async () => {
    const { socket, out } = outgoing();
    out.send([message(10), message(20)]);
    out.send([message(30)]);
    out.pong(message(2));
    expect(socket.taken).toEqual([34]);
    await socket.takes();
    expect(socket.taken).toEqual([34, 36]);
  });

  test('may be large: nothing comes between its parts', async () => {
    const { socket, out } = outgoing();
    out.send([message(300_000)]);
    out.ping();
    await socket.takes();
    // The ping comes after them, by itself: what is left of a large message is not copied.
    expect(socket.taken).toEqual([262_144, 300_010 - 262_144]);
    await socket.takes();
    expect(socket.taken.at(-1)).toBe(2);
  });

  test('may be large and leaves in the same turn, in parts, where the socket takes them', () => {
    const { socket, out } = outgoing(undefined, false);
    expect(out.send([message(600_000)])).toBe(true);
    expect(socket.taken).toEqual([262_144, 262_144, 600_010 - 2 * 262_144]);
    let isDone = false;
    out.whenDrained(() => (isDone = true));
    expect(isDone).toBe(true);
  });

  test('has all left before what waits for it runs', async () => {
    const { socket, out } = outgoing();
    let isDone = false;
    out.send([message(10)]);
    out.whenDrained(() => (isDone = true));
    expect(isDone).toBe(false);
    await socket.takes();
    expect(isDone).toBe(true);
  });

  test('after that is not for whoever is sent away, and they need not wait for it', async () => {
    const { socket, out } = outgoing();
    let isDone = false;
    out.send([message(10)]);
    out.send([message(20)]);
    out.whenDrained(() => (isDone = true));
    out.send([message(30)]);
    out.ping();
    await socket.takes();
    await socket.takes();
    expect(socket.taken).toEqual([12, 22]);
    expect(isDone).toBe(true);
  });
});

describe('once it is over', () => {
  test('nothing goes out, neither what waited nor what comes', async () => {
    const { socket, out } = outgoing();
    expect(out.send([message(10)])).toBe(false);
    out.send([message(20)]);
    out.drop();
    out.send([message(30)]);
    await socket.takes();
    out.send([message(40)]);
    expect(socket.taken).toEqual([12]);
  });

  test('that a socket took all it was given makes no difference', () => {
    const { socket, out } = outgoing(undefined, false);
    expect(out.send([message(10)])).toBe(true);
    out.drop();
    out.send([message(20)]);
    out.ping();
    expect(socket.taken).toEqual([12]);
  });
});

describe('a reader', () => {
  test('that has stopped is stuck after so many bytes', () => {
    const { out } = outgoing();
    out.send([message(100)]);
    for (let bytes = 0; bytes <= unsentBytes; bytes += 1100) {
      expect(out.isStuck).toBe(false);
      out.send([message(1000)]);
    }
    out.send([message(unsentBytes / 2)]);
    out.send([message(unsentBytes / 2)]);
    expect(out.isStuck).toBe(true);
  });

  test('that has stopped is stuck after so long, one that goes on slowly is not', async () => {
    let at = 0;
    const { socket, out } = outgoing(() => at);
    out.send([message(3 * unsentBytes)]);
    expect(out.isStuck).toBe(false);
    for (let step = 0; step < 5; step++) {
      at += unreadMs;
      expect(out.isStuck).toBe(false);
      await socket.takes();
    }
    expect(socket.taken.at(-1)).toBeLessThan(socket.taken[0] ?? 0);
    at += unreadMs + 1;
    expect(out.isStuck).toBe(true);
  });
});
