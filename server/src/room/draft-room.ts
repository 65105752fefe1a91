/** One open draft: its text, its docket, and their way to the disk. Opened and closed by rooms.ts. */
import type { Revised } from '@gloss/shared/wire/api';
import type { DraftId, Instant } from '@gloss/shared/words/ids';
import type { Ruling } from '@gloss/shared/words/refusal';

import { docketOf, textOf } from '../journal/document.ts';
import type { Journal } from '../journal/journal.ts';
import type { Log } from '../log/log.ts';
import { checkpoint, isDue } from './checkpoint.ts';
import { DocketRoom } from './docket-room.ts';
import { Docket } from './docket.ts';
import { DraftJournal } from './draft-journal.ts';
import { KeptDocument } from './kept-document.ts';
import type { Bringing, Revision } from './revised-text.ts';
import { bringIn } from './revised-text.ts';
import { SearchHours } from './search-hours.ts';
import { TextDoor } from './text-door.ts';
import { TextRoom } from './text-room.ts';

export interface RoomWorld {
  readonly journal: Journal;
  readonly log: Log;
  /** From which size on an update is taken in slices; absent, where it may last (text-door.ts). */
  readonly longBytes?: number;
  now(): Instant;
  /** A storage error: stop the process. */
  fail(error: unknown): void;
}

export class DraftRoom {
  readonly text: TextRoom;
  /** Where sockets reach the text. */
  readonly door: TextDoor;
  readonly docket: DocketRoom;
  readonly #draft: DraftId;
  readonly #threads: Docket;
  readonly #documents: readonly KeptDocument[];
  readonly #journal: DraftJournal;
  readonly #world: RoomWorld;
  readonly #search: SearchHours;
  readonly #compacting = new Map<KeptDocument, Promise<void>>();
  /** Document → when it was tried last, and how many entries were left of it. */
  readonly #tried = new Map<KeptDocument, { readonly at: Instant; readonly left: number }>();

  constructor(draft: DraftId, world: RoomWorld, documents: Documents) {
    const { text, docket } = documents;
    this.#draft = draft;
    this.#world = world;
    this.#documents = [text, docket];
    for (const document of this.#documents) this.#tried.set(document, { at: world.now(), left: 0 });
    this.#journal = new DraftJournal(world.journal, this.#documents, {
      onFailure: world.fail,
      onStored: () => this.#compactFull(),
    });
    const threads = new Docket(docket, text);
    this.#threads = threads;
    const now = () => world.now();
    this.#search = new SearchHours(threads, this.#journal, now);
    threads.whenLost(() => this.#search.begin());
    this.text = new TextRoom(text, { journal: this.#journal, follower: threads, now });
    this.door = new TextDoor(this.text, world.longBytes);
    this.docket = new DocketRoom(docket, {
      draft,
      docket: threads,
      text: this.text,
      answers: world.journal,
      journal: this.#journal,
    });
  }

  /** Whether nobody is here and nothing is under way. */
  get isDeserted(): boolean {
    return this.text.isDeserted && this.docket.isDeserted;
  }

  /** Resolves when all that was applied so far is on disk. */
  settled(): Promise<void> {
    return this.#journal.settled();
  }

  /** Puts in the edit that makes the text say what a file says. Resolves when that is on disk. */
  revise(revision: Revision, bringing: Bringing): Promise<Ruling<Revised>> {
    const [draft, docket, journal] = [this.#draft, this.#threads, this.#journal];
    const bring = () => bringIn({ draft, text: this.text, docket, journal }, revision, bringing);
    return Promise.resolve(this.text.turns.inTurn(bring));
  }

  /** Compacts what has entries since its last checkpoint. Never rejects: the journal is whole without it. */
  async compact(): Promise<void> {
    for (const document of this.#documents) {
      // One that is under way covers what was there when it began; people may have gone on since.
      await this.#compacting.get(document);
      if (document.entriesSince > 0) await this.#compactOne(document);
    }
  }

  /** Does nothing any more that nobody asked for. */
  rest(): void {
    this.#search.end();
  }

  /** Takes nothing more: whoever still holds this room would otherwise write beside the one that is opened next. */
  close(): void {
    this.rest();
    this.#journal.close();
  }

  /** Closes, and sends everyone away who is in it. */
  giveUp(): void {
    this.close();
    for (const { feed } of this.#documents) feed.dismiss();
  }

  #compactFull(): void {
    const now = this.#world.now();
    for (const [document, { at, left }] of this.#tried)
      if (isDue(document.entriesSince - left, now - at)) void this.#compactOne(document);
  }

  #compactOne(document: KeptDocument): Promise<void> {
    const compacting = this.#compacting.get(document) ?? this.#checkpointed(document);
    this.#compacting.set(document, compacting);
    return compacting;
  }

  async #checkpointed(document: KeptDocument): Promise<void> {
    try {
      await checkpoint(this.#world.journal, document);
      this.#tried.set(document, { at: this.#world.now(), left: 0 });
    } catch (error) {
      this.#tried.set(document, { at: this.#world.now(), left: document.entriesSince });
      const event = 'checkpoint-failed';
      this.#world.log.error(
        { event, error, document: document.name },
        'A checkpoint was not taken.',
      );
    } finally {
      this.#compacting.delete(document);
    }
  }
}

export interface Documents {
  readonly text: KeptDocument;
  readonly docket: KeptDocument;
}

/** Reads a draft from the journal. Rejects where that fails: a draft never opens as less than was written. */
export async function openDraftRoom(draft: DraftId, world: RoomWorld): Promise<DraftRoom> {
  const read = async (name: ReturnType<typeof textOf>) =>
    new KeptDocument(name, await world.journal.read(name));
  const [text, docket] = await Promise.all([read(textOf(draft)), read(docketOf(draft))]);
  // A draft begins with its first words (rooms.ts, `create`). Without them this is no new draft but a loss, and what people
  // type on an empty page would hide it.
  if (text.seq === 0) throw new Error(`The journal holds nothing of the text of draft ${draft}.`);
  return new DraftRoom(draft, world, { text, docket });
}
