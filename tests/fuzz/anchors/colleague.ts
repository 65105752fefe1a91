/** One of three who write the same text, for a while offline: what they send and what they are sent waits until the dice let it go. */
import { selectedBetween } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import { lineOf, pointsIn } from '@gloss/shared/text/reading';
import type { Selected } from '@gloss/shared/words/anchor';
import { AccountId } from '@gloss/shared/words/ids';
import type { Thread } from '@gloss/shared/words/thread';
import type { Transaction } from '@tiptap/pm/state';
import * as Y from 'yjs';

import type { Dice } from '../../stage/dice.ts';
import { Typist } from '../schedules/typist.ts';
import { Screen } from './screen.ts';

/** Marks what came from the server in the replica. */
const fromServer = Symbol('from the server');

export class Colleague {
  readonly account: AccountId;
  doc!: Y.Doc;
  screen!: Screen;
  #typist!: Typist;
  readonly #chance: Dice;
  readonly #client: number;
  #visits = 0;
  /** One's own edit that is not in the replica yet. */
  #edit: Transaction | null = null;
  /** Updates of the text and of the docket come over two sockets: each in its own order. */
  readonly #texts: Uint8Array[] = [];
  readonly #dockets: (readonly Thread[])[] = [];
  #unsent: Uint8Array[] = [];
  isOnline = true;
  /** A line for each passage that was drawn elsewhere than Yjs has it after an edit of this person's. */
  readonly wrong: string[] = [];

  constructor(text: Y.Doc, chance: Dice, client: number) {
    this.#chance = chance;
    this.#client = client;
    this.account = AccountId.parse(`account-${client}`);
    this.#opens(text);
  }

  /** Whether all is sent and received. */
  get isDone(): boolean {
    return [this.#texts, this.#dockets, this.#unsent].every(({ length }) => length === 0);
  }

  edits(): string | null {
    const done = this.#typist.edits();
    // Of some edits the binding writes nothing: a link on a line break.
    this.#isWritten();
    return done;
  }

  /** What is told by the server, to be received later. */
  told(update: Uint8Array | null, threads: readonly Thread[] | null): void {
    if (update) this.#texts.push(update);
    if (threads) this.#dockets.push(threads);
  }

  /** @returns what was written since the last time, as one update; null where there is nothing, or no line. */
  sends(): Uint8Array | null {
    if (!this.isOnline || this.#unsent.length === 0) return null;
    const sent = Y.mergeUpdates(this.#unsent);
    this.#unsent = [];
    return sent;
  }

  /** Receives the oldest message of one of the two sockets, if there is one. */
  receives(): void {
    if (!this.isOnline) return;
    if (this.#chance.upTo(1)) this.#receivesText();
    else this.#receivesDocket();
  }

  /** Receives all there is. */
  catchesUp(): void {
    this.isOnline = true;
    while (this.#texts.length > 0) this.#receivesText();
    while (this.#dockets.length > 0) this.#receivesDocket();
  }

  /** @returns a selection of some words, as this person sees the text; null where there are none. */
  selects(): Selected | null {
    const body = bodyOf(this.doc);
    const line = lineOf(body);
    const from = this.#chance.upTo(Math.max(0, line.words.length - 2));
    const points = pointsIn(
      line,
      from,
      from + 1 + this.#chance.upTo(this.#chance.upTo(2) ? 30 : 120),
    );
    return points && selectedBetween(body, points.start, points.end);
  }

  /** What was sent is refused: the client gives up what it had, and opens the draft afresh. */
  isRefused(text: Y.Doc, threads: readonly Thread[]): void {
    this.leaves();
    this.#texts.length = this.#dockets.length = this.#unsent.length = 0;
    this.#opens(text);
    this.screen.shows(threads);
  }

  leaves(): void {
    this.#typist.stop();
    this.screen.closes();
  }

  #opens(text: Y.Doc): void {
    const doc = new Y.Doc();
    // After a refusal its earlier clocks are nobody's: an own number for each time.
    doc.clientID = this.#client + 10 * (this.#visits += 1);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(text), fromServer);
    const screen = new Screen(doc);
    this.#typist = new Typist(doc, {
      chance: this.#chance,
      onEdit: (tr) => screen.typed((this.#edit = tr)),
    });
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== fromServer) this.#unsent.push(update);
      if (this.#edit === null) screen.received();
      else this.#isWritten();
    });
    this.doc = doc;
    this.screen = screen;
  }

  #isWritten(): void {
    if (this.#edit !== null) this.wrong.push(...this.screen.isWritten());
    this.#edit = null;
  }

  #receivesText(): void {
    const update = this.#texts.shift();
    if (update) Y.applyUpdate(this.doc, update, fromServer);
  }

  #receivesDocket(): void {
    const threads = this.#dockets.shift();
    if (threads) this.screen.shows(threads);
  }
}
