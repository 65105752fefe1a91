import { person } from '@gloss/shared/rules/scene.fixture';
import { close } from '@gloss/shared/wire/close';
import {
  message,
  readFromClient,
  readRefused,
  writeStep1,
  writeUpdate,
} from '@gloss/shared/wire/frames';
import type { Ruling } from '@gloss/shared/words/refusal';
import { grant, refuse } from '@gloss/shared/words/refusal';
import type { Role } from '@gloss/shared/words/role';
import * as decoding from 'lib0/decoding';
import { describe, expect, test, vi } from 'vitest';

import type { Inflow, Line, Outbound, SyncRoom } from './session.ts';
import { Session } from './session.ts';

/** A room that rules as it is told and writes down what it hears. */
class TestRoom implements SyncRoom {
  readonly heard: string[] = [];
  ruling: ReturnType<SyncRoom['receive']> = grant(undefined);
  #later: (() => void)[] = [];

  enter = () => void this.heard.push('enter');
  leave = () => void this.heard.push('leave');
  hear = () => void this.heard.push('presence');

  answer: SyncRoom['answer'] = () => {
    this.heard.push('step1');
    return this.ruling;
  };

  receive: SyncRoom['receive'] = (_guest, { number }) => {
    this.heard.push(`update ${number}`);
    return this.ruling;
  };

  afterwards = (run: () => void) => void this.#later.push(run);
  /** What was accepted before is on disk. */
  commits = () => this.#later.splice(0).forEach((run) => run());
}

class TestLine implements Line, Outbound, Inflow {
  readonly did: string[] = [];
  isStuck = false;
  isWaiting = false;
  /** How many frames it lets pass. */
  permits = Infinity;
  take = () => (this.permits -= 1) >= 0;
  end = () => undefined;
  /** How long what a frame asks for takes, in ms. */
  takesMs = 0;
  during = (run: () => void) => (run(), this.takesMs);
  worked = () => undefined;
  stop = () => undefined;
  goOn = () => undefined;
  close = (code: number) => void this.did.push(`close ${code}`);
  ping = (frames: readonly Uint8Array[]) => {
    this.did.push('ping');
    this.send(frames);
  };
  pong = () => void this.did.push('pong');
  terminate = () => void this.did.push('terminate');
  /** Whether what was sent has left. */
  hasLeft = true;
  whenDrained = (run: () => void) => (this.hasLeft ? run() : undefined);
  #isOver = false;
  drop = () => void (this.#isOver = true);

  send(frames: readonly Uint8Array[]): boolean {
    if (!this.#isOver) for (const frame of frames) this.did.push(nameOf(frame));
    return !this.isStuck;
  }
}

function nameOf(frame: Uint8Array): string {
  const decoder = decoding.createDecoder(frame);
  if (decoding.readVarUint(decoder) !== message.refused) return readFromClient(frame).is;
  const { number, code } = readRefused(decoder);
  return `refused ${number} ${code}`;
}

function sessionOf(role: Role, isWritersLine = true) {
  const [room, line] = [new TestRoom(), new TestLine()];
  const session = new Session(
    room,
    line,
    { outbound: line, inflow: line, onFault: (error) => void line.did.push(String(error)) },
    { participant: person(role), isWritersLine },
  );
  return { room, line, session };
}

const update = writeUpdate(Uint8Array.of(0, 0));

function refusedAndRemoved(session: Session, room: TestRoom): void {
  room.ruling = refuse('update-gap');
  session.take(update, true);
  room.commits();
  session.end('notAllowed');
}

describe('frames', () => {
  test('are handed to the room, updates counted from 1', () => {
    const { room, session } = sessionOf('editor');
    session.take(writeStep1(Uint8Array.of(0)), true);
    session.take(update, true);
    session.take(Uint8Array.of(message.awareness, 1, 0), true);
    session.take(Uint8Array.of(message.queryAwareness), true);
    session.take(update, true);
    expect(room.heard).toEqual(['enter', 'step1', 'update 1', 'presence', 'update 2']);
  });

  test.each([
    ['a text frame', update, false],
    ['an unknown message', Uint8Array.of(100), true],
    ['a message meant for clients', Uint8Array.of(message.acknowledged, 1), true],
    ['an empty frame', new Uint8Array(), true],
  ])('%s ends the socket', (_name, frame, isBinary) => {
    const { room, line, session } = sessionOf('editor');
    session.take(frame, isBinary);
    session.take(update, true);
    expect(line.did).toEqual([`close ${close.protocol}`]);
    expect(room.heard).toEqual(['enter', 'leave']);
  });
});

test('a socket that asks for the document again and again is sent away', () => {
  const { line, session } = sessionOf('reader');
  for (let asked = 0; asked <= 50; asked++) session.take(writeStep1(Uint8Array.of(0)), true);
  expect(line.did).toEqual([`close ${close.tooFast}`]);
});

describe('a refusal', () => {
  test.each([
    ['not-your-role', close.notAllowed],
    ['update-forged', close.notAllowed],
    ['update-gap', close.badUpdate],
    ['update-invalid', close.badUpdate],
    ['update-undecodable', close.badUpdate],
    ['too-large', close.tooLarge],
  ] as const)('for %s says which update and why, then closes with %i', (code, closeCode) => {
    const { room, line, session } = sessionOf('editor');
    session.take(update, true);
    room.ruling = refuse(code);
    session.take(update, true);
    session.take(update, true);
    expect(line.did).toEqual([]);
    room.commits();
    expect(line.did).toEqual([`refused 2 ${code}`, `close ${closeCode}`]);
    expect(room.heard).toEqual(['enter', 'update 1', 'update 2', 'leave']);
  });
});

describe('a person whose role changes', () => {
  test('and may no longer write is shut out', () => {
    const { line, session } = sessionOf('editor');
    session.becomes(person('reviewer'));
    expect(line.did).toEqual([`close ${close.notAllowed}`]);
  });

  test('and may write from now on is asked to come back', () => {
    const { line, session } = sessionOf('reviewer');
    session.becomes(person('editor'));
    expect(line.did).toEqual([`close ${close.restarting}`]);
  });

  test('and may write as before, or not as before, comes back to see what it may do now', () => {
    for (const [role, next] of [
      ['editor', 'lead'],
      ['reviewer', 'reader'],
    ] as const) {
      const { line, session } = sessionOf(role);
      session.becomes(person(next));
      expect(line.did).toEqual([`close ${close.restarting}`]);
      expect(session.participant.role).toBe(next);
    }
  });

  test('and is in the same role stays', () => {
    const { line, session } = sessionOf('editor');
    session.becomes({ ...person('editor'), name: 'Another name' });
    expect(line.did).toEqual([]);
    expect(session.participant.name).toBe('Another name');
  });

  test('on a line that named no schema may not write, whatever the role', () => {
    expect(sessionOf('lead', false).session.mayWrite).toBe(false);
    expect(sessionOf('lead', true).session.mayWrite).toBe(true);
  });
});

describe('a socket', () => {
  test('that does not answer a ping is given up at the next one', () => {
    const { line, session } = sessionOf('reader');
    session.ask();
    session.stirred();
    session.ask();
    session.ask();
    expect(line.did).toEqual(['ping', 'awareness', 'ping', 'awareness', 'terminate']);
  });

  test('that has stopped reading is cut off, and told nothing more', () => {
    const { room, line, session } = sessionOf('reader');
    line.isStuck = true;
    session.send([update]);
    session.send([update]);
    session.watch();
    expect(line.did).toEqual(['update', `close ${close.tooSlow}`]);
    expect(room.heard).toEqual(['enter', 'leave']);
  });

  test.each([
    ['removed', (session: Session) => session.end('notAllowed')],
    ['refused something and removed', refusedAndRemoved],
  ])('of somebody who is %s and reads slowly is cut off within a second', (_how, ends) => {
    vi.useFakeTimers();
    const { room, line, session } = sessionOf('editor');
    line.hasLeft = false;
    ends(session, room);
    vi.advanceTimersByTime(1000);
    expect(line.did.at(-1)).toBe('terminate');
    vi.useRealTimers();
  });

  test('that ended in time is not cut off afterwards', () => {
    vi.useFakeTimers();
    const { line, session } = sessionOf('editor');
    session.end('notAllowed');
    vi.advanceTimersByTime(60_000);
    expect(line.did).toEqual([`close ${close.notAllowed}`]);
    vi.useRealTimers();
  });

  test('that is gone leaves its room once', () => {
    const { room, session } = sessionOf('reader');
    session.gone();
    session.gone();
    expect(room.heard).toEqual(['enter', 'leave']);
  });
});

test('a flood of frames, or of pings, ends the socket', () => {
  for (const floods of [
    (session: Session) => session.take(update, true),
    (session: Session) => session.asked(new Uint8Array()),
    (session: Session) => session.stirred(),
  ]) {
    const { line, session } = sessionOf('editor');
    line.permits = 2;
    for (let each = 0; each < 3; each++) floods(session);
    expect(line.did.filter((did) => did !== 'pong')).toEqual([`close ${close.tooFast}`]);
  }
});

test('a socket that is not read for a while is not taken for dead', () => {
  const { line, session } = sessionOf('editor');
  line.isWaiting = true;
  for (let each = 0; each < 3; each++) session.ask();
  expect(line.did).not.toContain('terminate');
});

test('a socket that is not read yet has had no chance to ask', () => {
  const { line, session } = sessionOf('editor');
  expect(session.hasAsked).toBe(false);
  line.isWaiting = true;
  expect(session.hasAsked).toBe(true);
});

describe('what comes while a person is judged anew', () => {
  test('waits for the last judgement, where something changed during the first', () => {
    const { room, session } = sessionOf('editor');
    session.hold();
    session.hold();
    session.take(update, true);
    session.goOn();
    expect(room.heard).toEqual(['enter']);
    session.end('notAllowed');
    session.goOn();
    expect(room.heard).toEqual(['enter', 'leave']);
  });

  test('is taken in its order, where they may stay', () => {
    const { room, session } = sessionOf('editor');
    session.hold();
    session.take(update, true);
    session.take(Uint8Array.of(message.awareness, 1, 0), true);
    expect(room.heard).toEqual(['enter']);
    session.goOn();
    session.take(update, true);
    expect(room.heard).toEqual(['enter', 'update 1', 'presence', 'update 2']);
  });

  test('is never taken, where they may not', () => {
    const { room, session } = sessionOf('editor');
    session.hold();
    session.take(update, true);
    session.end('notAllowed');
    session.goOn();
    expect(room.heard).toEqual(['enter', 'leave']);
  });
});

describe('a frame that lasts', () => {
  test('is waited for: what comes next is held, and taken in its order', async () => {
    const { room, session } = sessionOf('editor');
    const { promise, resolve } = Promise.withResolvers<Ruling<void>>();
    room.ruling = promise;
    session.take(update, true);
    room.ruling = grant(undefined);
    session.take(Uint8Array.of(message.awareness, 1, 0), true);
    session.take(update, true);
    expect(room.heard).toEqual(['enter', 'update 1']);
    resolve(grant(undefined));
    await turn();
    expect(room.heard).toEqual(['enter', 'update 1', 'presence', 'update 2']);
  });

  test('and is refused ends the socket; what was held is not taken', async () => {
    const { room, line, session } = sessionOf('editor');
    room.ruling = Promise.resolve(refuse('update-invalid'));
    session.take(update, true);
    session.take(update, true);
    await turn();
    room.commits();
    expect(room.heard).toEqual(['enter', 'update 1', 'leave']);
    expect(line.did).toEqual(['refused 1 update-invalid', `close ${close.badUpdate}`]);
  });

  test('of someone who is shut out meanwhile may not write any more, and brings nobody back', async () => {
    const { room, line, session } = sessionOf('editor');
    const { promise, resolve } = Promise.withResolvers<Ruling<void>>();
    room.ruling = promise;
    session.take(update, true);
    session.end('notAllowed');
    expect(session.mayWrite).toBe(false);
    resolve(refuse('not-your-role'));
    await turn();
    room.commits();
    expect(line.did).toEqual([`close ${close.notAllowed}`]);
  });

  test('and meets a bug of ours says so', async () => {
    const { room, line, session } = sessionOf('editor');
    room.ruling = Promise.reject(new Error('a bug'));
    session.take(update, true);
    await turn();
    expect(line.did).toEqual(['Error: a bug']);
  });
});

test('after a frame that kept the server busy for long others are heard first', async () => {
  const { room, line, session } = sessionOf('editor');
  line.takesMs = 20;
  session.take(update, true);
  session.take(update, true);
  expect(room.heard).toEqual(['enter', 'update 1']);
  line.takesMs = 0;
  await turn();
  session.take(update, true);
  expect(room.heard).toEqual(['enter', 'update 1', 'update 2', 'update 3']);
});

/** Lets a round of the loop pass, and what waits for it. */
async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
}
