/** One of three who write the same text, for a while offline: what they send and what they are sent waits until the dice let it go. */
import { selectedBetween } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import { lineOf, pointsIn } from '@gloss/shared/text/reading';
import type { Selected } from '@gloss/shared/words/anchor';
import type { Thread } from '@gloss/shared/words/thread';
import * as Y from 'yjs';

import type { Dice } from '../../stage/dice.ts';
import type { EditName } from '../schedules/edits.ts';
import { edits } from '../schedules/edits.ts';
import { Typist } from '../schedules/typist.ts';
import { Screen } from './screen.ts';

/** Marks what came from the server in the replica. */
const fromServer = Symbol('from the server');

/** Tables lose rows in pieces that no editor can show when two do it at once: the server refuses that, and there is none here. */
const known = (Object.keys(edits) as EditName[]).filter(
  (name) => !['table row', 'table column', 'no table'].includes(name),
);

export class Colleague {
  readonly doc = new Y.Doc();
  readonly screen: Screen;
  readonly #typist: Typist;
  readonly #chance: Dice;
  /** Updates of the text and of the docket come over two sockets: each in its own order. */
  readonly #texts: Uint8Array[] = [];
  readonly #dockets: (readonly Thread[])[] = [];
  #unsent: Uint8Array[] = [];
  isOnline = true;

  constructor(text: Y.Doc, chance: Dice, client: number) {
    this.doc.clientID = client;
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(text), fromServer);
    this.#chance = chance;
    this.screen = new Screen(this.doc);
    this.#typist = new Typist(this.doc, { chance, knows: known });
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== fromServer) this.#unsent.push(update);
      this.screen.received();
    });
  }

  edits(): string | null {
    return this.#typist.edits();
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

  leaves(): void {
    this.#typist.stop();
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
