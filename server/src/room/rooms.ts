/**
 * The drafts that are open: each is loaded once, however many come at the same time, and left when nobody is in it.
 * A load that fails is an error for those who asked, never an empty draft.
 */
import type { SentAct } from '@gloss/shared/rules/acts';
import { bodyOf } from '@gloss/shared/text/body';
import type { FirstWords, JSONContent } from '@gloss/shared/text/content';
import { contentInSteps } from '@gloss/shared/text/content';
import type { Acted, Revised } from '@gloss/shared/wire/api';
import type { AccountId, DraftId, Instant } from '@gloss/shared/words/ids';
import type { Participant } from '@gloss/shared/words/participant';
import type { Ruling } from '@gloss/shared/words/refusal';
import * as Y from 'yjs';

import { textOf } from '../journal/document.ts';
import { serverAccount } from '../journal/journal.ts';
import type { DocketRoom } from './docket-room.ts';
import type { DraftRoom, RoomWorld } from './draft-room.ts';
import { openDraftRoom } from './draft-room.ts';
import { compactWhileTime } from './last-compaction.ts';
import type { Revision } from './revised-text.ts';
import type { TextDoor } from './text-door.ts';

export type { Guest } from './guest.ts';

export interface Rooms {
  /** How many drafts are in memory. */
  readonly opened: number;
  /** Enter within the same turn in which this resolves: a room nobody is in may be closed after it. */
  text(draft: DraftId): Promise<TextDoor>;
  docket(draft: DraftId): Promise<DocketRoom>;
  /** Writes the first words of a new draft. Resolves when they are on disk; rejects where it has some already. */
  create(draft: DraftId, words: FirstWords, by: AccountId, at?: Instant): Promise<void>;
  /** Does what is asked, once for each act id. Resolves when it is on disk. */
  act(
    draft: DraftId,
    actor: Participant,
    participants: readonly Participant[],
    sent: SentAct,
    at?: Instant,
  ): Promise<Ruling<Acted>>;
  /**
   * Makes the text say what a file says, as an edit of that person. `compare` is given the text as it is now, as a Yjs
   * update, and may take its time: people go on writing. Resolves when it is on disk; a refusal has changed nothing.
   */
  revise(
    draft: DraftId,
    by: AccountId,
    compare: (state: Uint8Array) => Promise<Ruling<Revision>>,
  ): Promise<Ruling<Revised>>;
  /**
   * For when an edit or an act made our own code throw: what is in memory may then be more, or less, than what is on the way
   * to the disk. Everyone is sent away, and who comes back finds the draft as the journal has it. Others notice nothing.
   */
  giveUp(draft: DraftId): void;
  /** @returns the text, once all of it is on disk. */
  content(draft: DraftId): Promise<JSONContent>;
  /** Resolves when all that was applied is on disk, and compacted as far as there is time. */
  close(): Promise<void>;
}

type Opened =
  | { readonly is: 'loading'; readonly room: Promise<DraftRoom> }
  | { readonly is: 'open'; readonly room: DraftRoom; askedAt: number };

/** A room nobody is in is kept this long: people reload pages. */
const keptMs = 30_000;
const sweepEveryMs = 15_000;

export function openRooms(world: RoomWorld): Rooms {
  const opened = new Map<DraftId, Opened>();

  function open(draft: DraftId): Promise<DraftRoom> {
    const there = opened.get(draft);
    if (there?.is === 'loading') return there.room;
    if (there?.is === 'open') {
      there.askedAt = world.now();
      return Promise.resolve(there.room);
    }
    const room = load(draft);
    opened.set(draft, { is: 'loading', room });
    return room;
  }

  async function load(draft: DraftId): Promise<DraftRoom> {
    try {
      const room = await openDraftRoom(draft, world);
      opened.set(draft, { is: 'open', room, askedAt: world.now() });
      return room;
    } catch (error) {
      opened.delete(draft);
      throw error;
    }
  }

  /** Reads a text once nobody is in the middle of an edit. */
  async function whole<Value>(draft: DraftId, read: (text: Y.Doc) => Value): Promise<Value> {
    const { text } = await open(draft);
    return text.turns.inTurn(() => read(text.doc));
  }

  /** Leaves a deserted room: on disk first, then compacted, then gone, unless someone came meanwhile. */
  async function leave(draft: DraftId, { room }: Extract<Opened, { is: 'open' }>): Promise<void> {
    await room.settled();
    await room.compact();
    const now = opened.get(draft);
    if (now?.is !== 'open' || now.room !== room || !isLeft(now)) return;
    opened.delete(draft);
    room.close();
  }

  /** @param which the room in which it happened, where another may be open by now. */
  function giveUp(draft: DraftId, which?: DraftRoom): void {
    const there = opened.get(draft);
    if (there?.is !== 'open' || (which && there.room !== which)) return;
    opened.delete(draft);
    there.room.giveUp();
  }

  function isLeft({ room, askedAt }: Extract<Opened, { is: 'open' }>): boolean {
    return room.isDeserted && world.now() - askedAt >= keptMs;
  }

  const sweeping = setInterval(() => {
    for (const [draft, there] of opened)
      if (there.is === 'open' && isLeft(there))
        leave(draft, there).catch((error: unknown) =>
          world.log.error(
            { event: 'draft-not-left', error, draft },
            'A draft nobody is in could not be left.',
          ),
        );
  }, sweepEveryMs);
  sweeping.unref();

  return {
    get opened() {
      return opened.size;
    },
    text: async (draft) => (await open(draft)).door,
    docket: async (draft) => (await open(draft)).docket,
    act: async (draft, actor, participants, sent, at = world.now()) => {
      const room = await open(draft);
      try {
        return await room.docket.act(sent, { actor, participants, at });
      } catch (error) {
        giveUp(draft, room);
        throw error;
      }
    },
    revise: async (draft, by, compare) => {
      const revision = await compare(await whole(draft, Y.encodeStateAsUpdate));
      if (!revision.ok) return revision;
      // It may have been left meanwhile, and opened again.
      const room = await open(draft);
      try {
        return await room.revise(revision.value, { by, at: world.now() });
      } catch (error) {
        giveUp(draft, room);
        throw error;
      }
    },
    giveUp: (draft) => giveUp(draft),
    content: async (draft) => {
      const { text } = await open(draft);
      const reading = () => text.turns.inSlices(contentInSteps(bodyOf(text.doc)), () => {});
      const content = await text.turns.inTurn(reading);
      await (await open(draft)).settled();
      return content;
    },
    create: async (draft, { update, client }, by, at = world.now()) => {
      const document = textOf(draft);
      const entry = { document, seq: 1, update, account: by, at };
      const { checkpoint, entries } = await world.journal.read(document);
      if (checkpoint || entries.length > 0 || opened.has(draft))
        throw new Error(`Draft ${draft} has words already.`);
      await world.journal.append({
        entries: [entry],
        bindings: [{ document, client, account: serverAccount }],
        tally: { draft, openThreads: 0 },
      });
    },
    close: async () => {
      clearInterval(sweeping);
      const settling = [...opened.values()].map(async ({ room }) => {
        const open = await room;
        open.rest();
        // What is being taken in slices is taken to its end.
        await open.text.turns.inTurn(() => undefined);
        await open.settled();
        return open;
      });
      const settled = await Promise.allSettled(settling);
      await compactWhileTime(
        settled.flatMap((each) => (each.status === 'fulfilled' ? each.value : [])),
      );
    },
  };
}
