/** Rooms that break the rule, each in a way that servers are known for: whoever fires at them must notice. */
import type { SyncRoom } from '@gloss/server/gate/session';
import { textOf } from '@gloss/server/journal/document';
import type { RoomWorld } from '@gloss/server/room/draft-room';
import type { Guest } from '@gloss/server/room/guest';
import { openRooms } from '@gloss/server/room/rooms';
import { writeAcknowledged, writeStep2, writeUpdate } from '@gloss/shared/wire/frames';
import type { Ruling } from '@gloss/shared/words/refusal';
import { grant, refuse } from '@gloss/shared/words/refusal';
import * as Y from 'yjs';

import type { RoomsMaker } from './gate.ts';

export const controls = {
  /** Puts into the document whatever Yjs does not throw at. */
  trusting: (world) => ({
    ...openRooms(world),
    text: async (draft) => {
      const { entries } = await world.journal.read(textOf(draft));
      return new TrustingRoom(world, entries[0]);
    },
  }),
  /** Keeps busy for a tenth of a second with each presence. */
  slow: (world) => withText(world, { hear: () => busy(100) }),
  /** Never comes back from a presence. */
  endless: (world) => withText(world, { hear: (guest) => forEver(guest) }),
} satisfies Record<string, RoomsMaker>;

/** The real rooms, in which the shortest edit is taken in slices. */
export const slicing: RoomsMaker = (world) => openRooms({ ...world, longBytes: 0 });

export type ControlName = keyof typeof controls;

type First = Awaited<ReturnType<RoomWorld['journal']['read']>>['entries'][number] | undefined;

class TrustingRoom implements SyncRoom {
  readonly doc = new Y.Doc();
  readonly #guests = new Set<Guest>();
  #by: Guest | null = null;

  constructor(world: RoomWorld, first: First) {
    if (!first) throw new Error('there is no text');
    Y.applyUpdate(this.doc, first.update);
    let { seq } = first;
    this.doc.on('update', (update: Uint8Array) => {
      void world.journal.append({ entries: [{ ...first, seq: (seq += 1), update }] });
      for (const guest of this.#guests) if (guest !== this.#by) guest.send([writeUpdate(update)]);
    });
  }

  enter(guest: Guest): void {
    this.#guests.add(guest);
  }

  leave(guest: Guest): void {
    this.#guests.delete(guest);
  }

  answer(guest: Guest): Ruling<void> {
    guest.send([writeStep2(Y.encodeStateAsUpdate(this.doc))]);
    return grant(undefined);
  }

  receive(guest: Guest, { number, update }: { number: number; update: Uint8Array }): Ruling<void> {
    this.#by = guest;
    try {
      Y.applyUpdate(this.doc, update);
    } catch {
      return refuse('update-invalid');
    }
    guest.send([writeAcknowledged({ count: number })]);
    return grant(undefined);
  }

  hear(): void {}

  afterwards(run: () => void): void {
    run();
  }
}

/** The real room, but for this. */
function withText(world: RoomWorld, other: Partial<SyncRoom>): ReturnType<RoomsMaker> {
  const rooms = openRooms(world);
  return {
    ...rooms,
    text: async (draft) => {
      const room = await rooms.text(draft);
      return {
        get doc() {
          return room.doc;
        },
        enter: (guest) => room.enter(guest),
        leave: (guest) => room.leave(guest),
        answer: (guest, vector) => room.answer(guest, vector),
        receive: (guest, sent) => room.receive(guest, sent),
        hear: (guest, bytes) => room.hear(guest, bytes),
        afterwards: (run) => room.afterwards(run),
        ...other,
      };
    },
  };
}

function busy(ms: number): void {
  const { user } = process.threadCpuUsage();
  while (process.threadCpuUsage().user - user < ms * 1_000);
}

function forEver(guest: Guest): never {
  for (;;) if (guest.participant.name === '') throw new Error('everybody has a name');
}
