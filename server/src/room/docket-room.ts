/**
 * What is said and decided about a draft. People send acts; a rule of `@gloss/shared/rules` judges them, and what they do
 * is written here, by the server alone. text-room.ts has the text that is spoken about.
 */
import type { SentAct } from '@gloss/shared/rules/acts';
import { judge } from '@gloss/shared/rules/acts';
import type { Effect, Scene } from '@gloss/shared/rules/scene';
import { blocksAtHand } from '@gloss/shared/text/blocks-at-hand';
import { settle } from '@gloss/shared/text/settle';
import type { Acted } from '@gloss/shared/wire/api';
import { docketBytes } from '@gloss/shared/wire/limits';
import type { DraftId, Instant } from '@gloss/shared/words/ids';
import type { Participant } from '@gloss/shared/words/participant';
import type { Ruling } from '@gloss/shared/words/refusal';
import { grant, refuse } from '@gloss/shared/words/refusal';
import type { Thread } from '@gloss/shared/words/thread';

import type { Journal } from '../journal/journal.ts';
import { acceptBlocks } from './accepted-blocks.ts';
import { acceptWording } from './accepted-wording.ts';
import type { Performed } from './act-queue.ts';
import { ActQueue } from './act-queue.ts';
import { isStateVector } from './answers.ts';
import type { Docket } from './docket.ts';
import type { DraftJournal } from './draft-journal.ts';
import type { Guest } from './guest.ts';
import { judge as judgeUpdate } from './judge.ts';
import type { KeptDocument } from './kept-document.ts';
import { actNoted } from './noted.ts';
import type { Sent, TextRoom } from './text-room.ts';

/** Who acts, among whom, and when. */
export interface Acting {
  readonly actor: Participant;
  readonly participants: readonly Participant[];
  readonly at: Instant;
}

export interface DocketWorld {
  readonly draft: DraftId;
  readonly docket: Docket;
  readonly text: TextRoom;
  readonly answers: Pick<Journal, 'answerTo'>;
  readonly journal: DraftJournal;
}

export class DocketRoom {
  readonly #kept: KeptDocument;
  readonly #world: DocketWorld;
  readonly #queue: ActQueue;

  constructor(kept: KeptDocument, world: DocketWorld) {
    this.#kept = kept;
    this.#world = world;
    this.#queue = new ActQueue(world.draft, world.answers);
  }

  /** Whether nobody reads it and no act is on its way. */
  get isDeserted(): boolean {
    return this.#kept.feed.isDeserted && this.#queue.isIdle;
  }

  enter(guest: Guest): void {
    this.#kept.feed.enter(guest);
  }

  leave(guest: Guest): void {
    this.#kept.feed.leave(guest);
  }

  /** Answers a state vector with what is missing, once all of that is on disk. */
  answer(guest: Guest, stateVector: Uint8Array): Ruling<void> {
    if (!isStateVector(stateVector)) return refuse('malformed');
    const { feed, seq, answers } = this.#kept;
    feed.answer(guest, seq, answers.to(stateVector));
    return grant(undefined);
  }

  /** Nobody writes here by updates: one that holds nothing new is acknowledged, any other is refused. */
  receive(guest: Guest, { number, update }: Sent): Ruling<void> {
    const writer = { account: guest.participant.account, mayWrite: false };
    const judged = judgeUpdate(update, writer, this.#kept);
    if (!judged.ok) return refuse('not-your-role');
    this.#kept.feed.acknowledge(guest, this.#kept.seq, number);
    return grant(undefined);
  }

  /** Nobody is shown to be in a docket: presence belongs to the text. */
  hear(): void {}

  /** Runs once all that was written so far is on disk and told. */
  afterwards(run: () => void): void {
    this.#kept.feed.afterwards(this.#kept.seq, run);
  }

  /** Does what is asked, once, and resolves when that is on disk. A refused act has changed nothing. */
  act(sent: SentAct, acting: Acting): Promise<Ruling<Acted>> {
    const { turns } = this.#world.text;
    const perform = () => turns.inTurn(() => this.#perform(sent, acting));
    return this.#queue.take(sent.id, acting.actor.account, perform);
  }

  #perform(sent: SentAct, acting: Acting): Ruling<Performed> {
    const effect = judge(sent.act, this.#sceneFor(sent, acting));
    return effect.ok ? this.#write(sent, acting, effect.value) : effect;
  }

  #sceneFor({ id }: SentAct, { actor, participants, at }: Acting): Scene {
    const { docket, text } = this.#world;
    return {
      act: id,
      at,
      actor,
      participants,
      isFull: this.#kept.bytes > docketBytes,
      nextNumber: docket.threads.nextNumber,
      thread: (which) => docket.threads.thread(which),
      settle: (selected) => settle(text.doc, selected, text.seq),
      blocks: blocksAtHand(text.doc),
    };
  }

  /** The edit of the text, the thread, the anchors it moves, the answer and the tally are one batch: all or nothing. */
  #write(sent: SentAct, acting: Acting, effect: Effect): Ruling<Performed> {
    const { actor, at } = acting;
    const { draft, docket, text, journal } = this.#world;
    const edit = effect.blocks
      ? acceptBlocks(effect.thread, effect.blocks, text, at)
      : acceptWording(effect, text, at);
    if (!edit.ok) return edit;
    const { thread, written } = edit.value;
    const moved = written
      ? docket.unsettledBy(written.change, written.entry.seq, at, thread.id)
      : [];
    const entry = docket.write([thread, ...moved], actor.account, at);
    docket.keep(thread);
    const acted = actedOn(sent.id, thread);
    const stored = journal.remember({
      entries: written ? [written.entry, entry] : [entry],
      bindings: written?.bindings,
      answer: { draft, act: sent.id, account: actor.account, body: JSON.stringify(acted) },
      tally: { draft, openThreads: docket.threads.openThreads },
      record: actNoted(draft, sent, acting, thread),
    });
    return grant({ acted, stored });
  }
}

function actedOn(id: Acted['id'], { id: thread, number }: Thread): Acted {
  return { id, thread, number };
}
