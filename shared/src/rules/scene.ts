/** What a rule is told besides the act: who, when, and the little it may look up. Rules stay pure; the caller brings the world. */
import type { BlocksAtHand, BlocksEdit } from '../text/blocks-at-hand.ts';
import type { Anchor, Selected } from '../words/anchor.ts';
import type { ActId, Instant, ThreadId } from '../words/ids.ts';
import type { Author, Participant } from '../words/participant.ts';
import { authorOf } from '../words/participant.ts';
import type { Ruling } from '../words/refusal.ts';
import { refuse } from '../words/refusal.ts';
import type { Gap, HistoryEntry, Look, Thread } from '../words/thread.ts';
import type { Permission } from './may.ts';
import { may } from './may.ts';

export interface Scene {
  readonly act: ActId;
  readonly at: Instant;
  readonly actor: Participant;
  readonly participants: readonly Participant[];
  /** Whether so much is said about the draft that no more may be (`docketBytes`). The server knows; ahead of it nothing is full. */
  readonly isFull?: boolean;
  /** The number the next new thread gets. */
  readonly nextNumber: number;
  /** @returns the thread of that id, or of that number. */
  thread(which: ThreadId | number): Thread | undefined;
  /** Reads the quote again from the text at hand and says where the passage is (house.md, "Anchors"). */
  settle(selected: Selected): Ruling<Anchor>;
  /** Whole blocks of the text at hand. */
  readonly blocks: BlocksAtHand;
}

/** What an act does: one thread as it now is, and, when a proposal is accepted or taken back, an edit of the text. */
export interface Effect {
  readonly thread: Thread;
  readonly edit?: PassageEdit | undefined;
  /** The same, of whole blocks: the rule has seen that it can be made. */
  readonly blocks?: BlocksEdit | undefined;
}

/** Put `wording` where `replaces` stands at the anchor; the server refuses the whole act if it no longer stands there. */
export interface PassageEdit {
  readonly anchor: Anchor;
  readonly replaces: string;
  readonly wording: string;
  /** Where `replaces` is empty: the gap to write in, as no anchor points at nothing. */
  readonly gap?: Gap | undefined;
  /** How the wording is to look, its line breaks not counted; without, like the words it replaces. */
  readonly looks?: readonly Look[] | undefined;
}

/** @returns a refusal where the actor's role lacks the permission. */
export function lacks(scene: Scene, permission: Permission): Ruling<never> | undefined {
  if (may(scene.actor.role, permission)) return undefined;
  return refuse('not-your-role');
}

/** @returns the actor as kept in messages and history. */
export function actorOf(scene: Scene): Author {
  return authorOf(scene.actor);
}

/** @returns the thread with one more line in its history. `rest` is what only some steps tell. */
export function noted(
  thread: Thread,
  scene: Scene,
  did: HistoryEntry['did'],
  detail = '',
  rest: Pick<HistoryEntry, 'was'> = {},
): Thread {
  const entry: HistoryEntry = { at: scene.at, by: actorOf(scene), did, detail, ...rest };
  return { ...thread, history: [...thread.history, entry] };
}

/** @returns the thread that an act is about. */
export function threadOf(scene: Scene, id: ThreadId): Ruling<Thread> {
  const thread = scene.thread(id);
  return thread === undefined ? refuse('no-such-thread') : { ok: true, value: thread };
}
