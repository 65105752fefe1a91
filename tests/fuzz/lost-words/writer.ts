/** One of three at the same text, as their browser has it: types letters that nobody typed before, or makes other blocks of blocks. */
import { mindWords } from '@gloss/client/line/mind-words';
import { bodyOf } from '@gloss/shared/text/body';
import { lineOf } from '@gloss/shared/text/reading';
import { schema } from '@gloss/shared/text/schema';
import { Transform } from '@tiptap/pm/transform';
import { initProseMirrorDoc, updateYFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

import type { Dice } from '../../stage/dice.ts';
import type { EditName } from '../schedules/edits.ts';
import { Typist } from '../schedules/typist.ts';

const fromServer = Symbol('from the server');

/** None of them takes a letter away. */
const rebuilding: readonly EditName[] = [
  'heading',
  'paragraph',
  'list',
  'indent',
  'outdent',
  'quote',
  'lift',
  'move',
  'join',
  'split',
  'split item',
];

export class Writer {
  doc!: Y.Doc;
  /** What it was told has no place any more. */
  readonly homeless: string[] = [];
  readonly #chance: Dice;
  readonly #minds: boolean;
  #typist!: Typist;
  #stop: () => void = () => undefined;
  /** What its browser has on the disk. */
  readonly #kept: Uint8Array[];
  #unsent: Uint8Array[] = [];
  #told: Uint8Array[] = [];
  #incoming: Uint8Array | null = null;
  #line: 'up' | 'down' = 'up';

  constructor(text: Y.Doc, chance: Dice, minds: boolean) {
    this.#chance = chance;
    this.#minds = minds;
    this.#kept = [Y.encodeStateAsUpdate(text)];
    this.#opens();
  }

  /** Opens the page anew, where the line is down. */
  reloads(): void {
    if (this.#line === 'down') this.#opens();
  }

  #opens(): void {
    this.#typist?.stop();
    this.#stop();
    const doc = new Y.Doc({ gc: this.#unsent.length === 0 });
    doc.clientID = 1 + this.#chance.upTo(2 ** 30);
    for (const update of this.#kept) Y.applyUpdate(doc, update);
    if (this.#minds)
      this.#stop = mindWords({
        doc,
        cameWith: ({ origin }) => (origin === fromServer ? this.#incoming : null),
        isFirstTab: () => true,
        onHomeless: ({ words }) => void this.homeless.push(...words),
      });
    this.#typist = new Typist(doc, { chance: this.#chance });
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      this.#kept.push(update);
      if (origin !== fromServer) this.#unsent.push(update);
    });
    this.doc = doc;
  }

  types(letter: string): void {
    const body = bodyOf(this.doc);
    const { doc, meta } = initProseMirrorDoc(body, schema);
    const places: number[] = [];
    doc.descendants((node, pos) => {
      if (node.isTextblock)
        for (let at = 0; at <= node.content.size; at += 1) places.push(pos + 1 + at);
    });
    if (places.length === 0) return;
    const { doc: after } = new Transform(doc).insert(
      this.#chance.oneOf(places),
      schema.text(letter),
    );
    this.doc.transact(() => updateYFragment(this.doc, body, after, meta), this.#typist);
  }

  rebuilds(): void {
    this.#typist.does(this.#chance.oneOf(rebuilding));
  }

  told(update: Uint8Array): void {
    if (this.#line === 'up') this.#told.push(update);
  }

  /** @returns what it has sent as one update; null where there is nothing, or no line. */
  sends(): Uint8Array | null {
    if (this.#line === 'down' || this.#unsent.length === 0) return null;
    const sent = Y.mergeUpdates(this.#unsent);
    this.#unsent = [];
    return sent;
  }

  /** Reads the oldest message that has come. @returns whether there was one */
  receives(): boolean {
    const update = this.#told.shift();
    if (update) this.#takes(update);
    return update !== undefined;
  }

  goesOffline(): void {
    while (this.receives());
    this.#line = 'down';
  }

  /** The server says what this replica lacks; what the server lacks is sent by and by. */
  comesBack(server: Y.Doc): void {
    if (this.#line === 'up') return;
    this.#line = 'up';
    this.#takes(Y.encodeStateAsUpdate(server, Y.encodeStateVector(this.doc)));
    this.doc.gc = true;
  }

  get isDone(): boolean {
    return this.#line === 'up' && this.#told.length === 0 && this.#unsent.length === 0;
  }

  reads(): string {
    return lineOf(bodyOf(this.doc)).words;
  }

  leaves(): void {
    this.#typist.stop();
    this.#stop();
  }

  #takes(update: Uint8Array): void {
    this.#incoming = update;
    Y.applyUpdate(this.doc, update, fromServer);
    this.#incoming = null;
  }
}
