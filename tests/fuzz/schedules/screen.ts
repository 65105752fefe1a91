/**
 * One screen of one person: a replica of the text that a typist edits, and a socket that comes and goes. Leaner than
 * y-websocket, with the same parts: Yjs, the handshake, and the count of what the server has acknowledged.
 */
import { schemaHash } from '@gloss/shared/text/schema';
import { close } from '@gloss/shared/wire/close';
import {
  message,
  readAcknowledged,
  readRefused,
  sync,
  writeStep1,
  writeStep2,
  writeUpdate,
} from '@gloss/shared/wire/frames';
import { protocolVersion } from '@gloss/shared/wire/version';
import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';

import type { Dice } from '../../stage/dice.ts';
import type { Person } from '../../stage/person.ts';
import { Typist } from './typist.ts';

export interface ScreenOptions {
  readonly person: Person;
  readonly chance: Dice;
  readonly document?: 'text' | 'docket';
  /** Does not hear one message in so many: the control. */
  readonly deafTo?: number;
}

/** One update message on its way, as a witness keeps it. */
interface Sent {
  readonly update: Uint8Array;
  readonly number: number;
}

export class Screen {
  doc = new Y.Doc();
  /** Updates that the server has acknowledged: it must never be without them. */
  readonly acknowledged: Uint8Array[] = [];
  /** Why edits were refused. */
  readonly refusals: string[] = [];
  readonly #options: ScreenOptions;
  #typist: Typist;
  #socket: WebSocket | undefined;
  #isWanted = false;
  #isAsked = false;
  #isSynced = false;
  #sent: Sent[] = [];
  #count = 0;
  #heard = 0;

  constructor(options: ScreenOptions) {
    this.#options = options;
    this.#typist = this.#seated();
  }

  /** Whether all of its edits are on the server's disk and all of the server's have come. */
  get isSettled(): boolean {
    return this.#isSynced && this.#sent.length === 0;
  }

  get isWaiting(): boolean {
    return this.doc.store.pendingStructs !== null || this.doc.store.pendingDs !== null;
  }

  /** Makes one edit. @returns which. */
  edits(): string | null {
    return this.#typist.edits();
  }

  connects(): void {
    this.#isWanted = true;
    if (this.#socket === undefined) this.#dial();
  }

  disconnects(): void {
    this.#isWanted = false;
    this.#hangUp();
  }

  leaves(): void {
    this.disconnects();
    this.#typist.stop();
    this.doc.destroy();
  }

  #dial(): void {
    const { person, document = 'text' } = this.#options;
    const { agent, draft } = person;
    const named = { proto: String(protocolVersion), schema: schemaHash, epoch: '1' };
    const address = `${agent.url.replace('http', 'ws')}/sync/${draft}/${document}`;
    const socket = new WebSocket(`${address}?${new URLSearchParams(named)}`, {
      headers: { cookie: agent.cookie, origin: agent.url },
    });
    this.#socket = socket;
    this.#count = 0;
    socket.on('error', () => undefined);
    socket.on('open', () => socket.send(writeStep1(Y.encodeStateVector(this.doc))));
    socket.on('message', (frame: Buffer) => {
      if (this.#socket === socket) this.#hears(frame);
    });
    socket.on('close', (code) => {
      if (this.#socket !== socket) return;
      this.#hangUp();
      if (code === close.notAllowed || code === close.badUpdate) this.#begins();
      if (this.#isWanted) setTimeout(() => this.connects(), 20);
    });
  }

  #hangUp(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#isAsked = this.#isSynced = false;
    this.#sent = [];
    socket?.terminate();
  }

  #hears(frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame);
    const type = decoding.readVarUint(decoder);
    if (type === message.acknowledged) return this.#isAcknowledged(readAcknowledged(decoder).count);
    if (type === message.refused) return void this.refusals.push(readRefused(decoder).code);
    if (type !== message.sync) return;
    const kind = decoding.readVarUint(decoder);
    const bytes = decoding.readVarUint8Array(decoder);
    if (kind === sync.step1) return this.#answers(bytes);
    this.#heard += 1;
    const { deafTo } = this.#options;
    if (deafTo !== undefined && this.#heard % deafTo === 0) return;
    Y.applyUpdate(this.doc, bytes, this);
    if (kind === sync.step2) this.#isSynced = true;
  }

  #answers(stateVector: Uint8Array): void {
    this.#isAsked = true;
    this.#sends(Y.encodeStateAsUpdate(this.doc, stateVector), writeStep2);
  }

  #sends(update: Uint8Array, write: (update: Uint8Array) => Uint8Array): void {
    this.#sent.push({ update, number: (this.#count += 1) });
    this.#socket?.send(write(update));
  }

  #isAcknowledged(count: number): void {
    const taken = this.#sent.filter(({ number }) => number <= count);
    this.acknowledged.push(...taken.map(({ update }) => update));
    this.#sent = this.#sent.filter(({ number }) => number > count);
  }

  /** As the client does after a refusal: what it had is given up, and the draft opened afresh. */
  #begins(): void {
    this.#typist.stop();
    this.doc.destroy();
    this.doc = new Y.Doc();
    this.#typist = this.#seated();
  }

  #seated(): Typist {
    const { doc } = this;
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this && this.#isAsked) this.#sends(update, writeUpdate);
    });
    return new Typist(doc, { chance: this.#options.chance });
  }
}
