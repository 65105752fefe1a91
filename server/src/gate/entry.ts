/** Who may come in by a socket: asked at the handshake, and again for every open socket (`staying`). */
import type { close } from '@gloss/shared/wire/close';
import type { DraftId } from '@gloss/shared/words/ids';
import type { Participant } from '@gloss/shared/words/participant';

import type { Log } from '../log/log.ts';
import type { People } from '../people/people.ts';
import type { SyncRoom, SyncRooms } from './session.ts';
import type { SyncAddress } from './sync-address.ts';
import { isOutdated, namesAll } from './sync-address.ts';

export interface EntryWorld {
  readonly rooms: SyncRooms;
  readonly people: Pick<People, 'whoIs' | 'participant'>;
  /** @returns the epoch of a draft, or null where there is none. */
  epochOf(draft: DraftId): Promise<number | null>;
  readonly log: Log;
}

export interface LetIn {
  readonly is: 'let-in';
  readonly room: SyncRoom;
  readonly participant: Participant;
  /** Whether it named all that a writer must agree on, on a document that people write. */
  readonly isWritersLine: boolean;
}

/** A no, and the close code that says it. */
export interface Shut {
  readonly is: 'shut';
  readonly why: keyof typeof close;
}

/** Opens the room before the handshake: nobody is answered from a half-loaded draft. Never rejects. */
export async function entryFor(
  world: EntryWorld,
  address: SyncAddress,
  cookie: string | undefined,
): Promise<LetIn | Shut> {
  try {
    const me = await world.people.whoIs(cookie);
    if (me === null) return { is: 'shut', why: 'signIn' };
    const epoch = await world.epochOf(address.draft);
    const participant = await world.people.participant(address.draft, me.account);
    if (epoch === null || participant === null) return { is: 'shut', why: 'noSuchDraft' };
    if (isOutdated(address, epoch)) return { is: 'shut', why: 'outdated' };
    const room = await roomOf(world, address);
    if (room === null) return { is: 'shut', why: 'unreadable' };
    const isWritersLine = address.document === 'text' && namesAll(address);
    return { is: 'let-in', room, participant, isWritersLine };
  } catch (error) {
    world.log.error(
      { event: 'socket-failed', error, draft: address.draft },
      'A socket could not be let in.',
    );
    return { is: 'shut', why: 'restarting' };
  }
}

/** @returns null where what is stored cannot be read: an error to be shown, never an empty draft. */
async function roomOf(
  { rooms, log }: EntryWorld,
  { document, draft }: SyncAddress,
): Promise<SyncRoom | null> {
  try {
    return await rooms[document](draft);
  } catch (error) {
    log.error({ event: 'draft-unreadable', error, draft }, 'A draft could not be read.');
    return null;
  }
}

/** @returns the person as they take part now, or why they may not stay. Where that cannot be told, the next handshake will. */
export async function staying(
  { people, log }: Pick<EntryWorld, 'people' | 'log'>,
  draft: DraftId,
  cookie: string | undefined,
): Promise<Participant | Shut> {
  try {
    const me = await people.whoIs(cookie);
    if (me === null) return { is: 'shut', why: 'signIn' };
    return (await people.participant(draft, me.account)) ?? { is: 'shut', why: 'notAllowed' };
  } catch (error) {
    log.error({ event: 'socket-failed', error, draft }, 'A socket could not be judged anew.');
    return { is: 'shut', why: 'restarting' };
  }
}
