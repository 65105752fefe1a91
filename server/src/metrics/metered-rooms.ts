/** What the gate does with rooms and people, counted and noted on the way: what comes through is handed on as it is. */
import { close } from '@gloss/shared/wire/close';
import type { RefusalCode, Ruling } from '@gloss/shared/words/refusal';

import type { SyncRoom, SyncRooms } from '../gate/session.ts';
import type { Log } from '../log/log.ts';
import type { People } from '../people/people.ts';
import type { Guest } from '../room/guest.ts';
import type { Rooms } from '../room/rooms.ts';
import type { Door, Meters } from './meters.ts';

/** Where it is counted and where it is noted. */
export interface Watch {
  readonly meters: Meters;
  readonly log: Log;
}

/** @returns the same rooms; who is in them and what they are sent is counted. */
export function watchedRooms(rooms: SyncRooms, { meters, log }: Watch): SyncRooms {
  const known = new WeakMap<SyncRoom, SyncRoom>();
  const counted = (room: SyncRoom, door: Door): SyncRoom => {
    const there = known.get(room) ?? new WatchedRoom(room, door, { meters, log });
    known.set(room, there);
    return there;
  };
  return {
    text: async (draft) => counted(await rooms.text(draft), 'text'),
    docket: async (draft) => counted(await rooms.docket(draft), 'docket'),
  };
}

class WatchedRoom implements SyncRoom {
  readonly #room: SyncRoom;
  readonly #meters: Meters;
  readonly #log: Log;
  readonly #guests: Set<Guest>;

  constructor(room: SyncRoom, door: Door, { meters, log }: Watch) {
    this.#room = room;
    this.#log = log;
    this.#meters = meters;
    this.#guests = meters.guests[door];
  }

  enter(guest: Guest): void {
    this.#guests.add(guest);
    this.#room.enter(guest);
  }

  leave(guest: Guest): void {
    this.#guests.delete(guest);
    this.#room.leave(guest);
  }

  answer(guest: Guest, stateVector: Uint8Array): ReturnType<SyncRoom['answer']> {
    this.#meters.joins += 1;
    return this.#room.answer(guest, stateVector);
  }

  receive(guest: Guest, sent: Parameters<SyncRoom['receive']>[1]): ReturnType<SyncRoom['receive']> {
    // Counted first: the commit that takes it may begin within the call.
    this.#meters.editsReceived += 1;
    const received = this.#room.receive(guest, sent);
    if (!(received instanceof Promise)) return this.#ruled(guest, received);
    return received.then((ruling) => this.#ruled(guest, ruling));
  }

  hear(guest: Guest, bytes: Uint8Array): void {
    this.#meters.presenceMoves += 1;
    this.#room.hear(guest, bytes);
  }

  afterwards(run: () => void): void {
    this.#room.afterwards(run);
  }

  #ruled(guest: Guest, ruling: Ruling<void>): Ruling<void> {
    if (!ruling.ok) this.#refused(guest, ruling.refusal.code);
    return ruling;
  }

  #refused({ participant: { account, role } }: Guest, code: RefusalCode): void {
    this.#meters.editsRefused.add(code);
    this.#log.warn({ event: 'edit-refused', code, account, role }, 'An edit was refused.');
  }
}

/** @returns the same way of acting, with what was done and what was refused counted. */
export function watchedActs(act: Rooms['act'], { meters }: Watch): Rooms['act'] {
  return async (draft, actor, participants, sent, at) => {
    const ruling = await act(draft, actor, participants, sent, at);
    if (ruling.ok) meters.acts.add(sent.act.act);
    else meters.actsRefused.add(ruling.refusal.code);
    return ruling;
  };
}

/** @returns the same door into the house, with who came in and who did not counted. */
export function watchedEntry(enter: People['enter'], { meters, log }: Watch): People['enter'] {
  return async (entering, headers) => {
    const ruling = await enter(entering, headers);
    if (ruling.ok) {
      meters.signIns += 1;
      const { account } = ruling.value.me;
      log.info({ event: 'signed-in', account }, 'Somebody signed in.');
    } else {
      const { code } = ruling.refusal;
      meters.signInsRefused.add(code);
      log.warn({ event: 'sign-in-refused', code }, 'A sign-in was refused.');
    }
    return ruling;
  };
}

/** The codes that are told apart: ours, and those a browser or its absence makes. */
const codes = new Map<number, string>([
  ...Object.entries(close).map(([name, code]) => [code, name] as const),
  [1000, 'done'],
  [1001, 'left'],
  [1005, 'no-code'],
  [1006, 'gone'],
]);

/** How most sockets end. */
const usual: ReadonlySet<string> = new Set(['done', 'left', 'no-code', 'gone', 'restarting']);

/** @returns what the door of sockets tells of those that end and of those that never were one. */
export function watchedSockets({ meters, log }: Watch): {
  onClose(code: number): void;
  onTurnedAway(status: string): void;
} {
  return {
    onClose: (code) => {
      // Anybody may close with any number.
      const why = codes.get(code) ?? 'other';
      meters.closes.add(why);
      const write = usual.has(why) ? log.debug : log.info;
      write.call(log, { event: 'socket-closed', why }, 'A socket closed.');
    },
    onTurnedAway: (status) => {
      meters.turnedAway.add(status);
      log.info({ event: 'socket-turned-away', status }, 'Somebody got no socket.');
    },
  };
}
