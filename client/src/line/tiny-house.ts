/** For tests: a server in memory that speaks the wire for one draft, and a `WebSocket` class that reaches it. No ports, no clock. */
import {
  readFromClient,
  writeAcknowledged,
  writeRefused,
  writeStep1,
  writeStep2,
  writeUpdate,
} from '@gloss/shared/wire/frames';
import type { RefusalCode } from '@gloss/shared/words/refusal';
import { refusalSentences } from '@gloss/shared/words/refusal';
import * as Y from 'yjs';

import type { Wire } from './connection.ts';

type Room = 'text' | 'docket';

/** The server's end of one socket. */
interface Guest {
  readonly room: Room;
  readonly url: string;
  mayWrite: boolean;
  messages: number;
  tell(frame: Uint8Array): void;
  end(code: number): void;
}

export class TinyHouse {
  readonly docs: Record<Room, Y.Doc> = { text: new Y.Doc(), docket: new Y.Doc() };
  readonly guests = new Set<Guest>();
  readonly wire: Wire;
  isUp = true;
  mayWrite = true;
  /** While true, acknowledgements wait for `acknowledge`. */
  holdsBack = false;
  /** Refuses what is sent next, instead of applying it. */
  refuses: { readonly code: RefusalCode; readonly close: number } | null = null;
  /** Ends every socket that knocks, with this code. */
  shutWith: number | null = null;
  readonly #networkListeners = new Set<() => void>();

  constructor() {
    const house = this as TinyHouse;
    class Socket {
      static readonly OPEN = 1;
      readonly OPEN = 1;
      readyState = 0;
      onopen: (() => void) | null = null;
      onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
      onclose: ((event: { code: number; reason: string }) => void) | null = null;
      readonly #guest: Guest;

      constructor(url: string | URL) {
        this.#guest = {
          url: String(url),
          room: String(url).includes('/docket') ? 'docket' : 'text',
          mayWrite: house.mayWrite,
          messages: 0,
          tell: (frame) => soon(() => this.onmessage?.({ data: frame.slice().buffer })),
          end: (code) => soon(() => this.#end(code)),
        };
        soon(() => this.#knock());
      }

      #knock(): void {
        if (!house.isUp) return this.#end(1006);
        if (this.readyState !== 0) return;
        this.readyState = 1;
        this.onopen?.();
        house.guests.add(this.#guest);
        if (house.shutWith !== null) this.#end(house.shutWith);
      }

      #end(code: number): void {
        house.guests.delete(this.#guest);
        this.readyState = 3;
        this.onclose?.({ code, reason: '' });
      }

      send(frame: Uint8Array): void {
        soon(() => house.guests.has(this.#guest) && house.receive(this.#guest, frame));
      }

      close(): void {
        this.readyState = 3;
        house.guests.delete(this.#guest);
      }
    }
    this.wire = {
      address: 'ws://house',
      Socket: Socket as unknown as typeof WebSocket,
      random: () => 0,
      onNetworkChange: (listener) => {
        this.#networkListeners.add(listener);
        return () => this.#networkListeners.delete(listener);
      },
    };
  }

  receive(guest: Guest, frame: Uint8Array): void {
    const said = readFromClient(frame);
    const doc = this.docs[guest.room];
    if (said.is === 'step1') {
      guest.tell(writeStep2(Y.encodeStateAsUpdate(doc, said.stateVector)));
      if (guest.mayWrite && guest.room === 'text') guest.tell(writeStep1(Y.encodeStateVector(doc)));
    }
    if (said.is !== 'update') return;
    guest.messages += 1;
    const isNew = said.update.length > 2;
    if (this.refuses && isNew) {
      const { code, close } = this.refuses;
      const refusal = { number: guest.messages, code, sentence: refusalSentences[code] };
      guest.tell(writeRefused(refusal));
      guest.end(close);
      return;
    }
    Y.applyUpdate(doc, said.update);
    if (doc.store.pendingStructs) throw new Error('A client sent an update with a gap.');
    for (const other of this.guests)
      if (other !== guest && other.room === guest.room) other.tell(writeUpdate(said.update));
    if (!this.holdsBack) guest.tell(writeAcknowledged({ count: guest.messages }));
  }

  /** Acknowledges all that came in so far. */
  acknowledge(): void {
    for (const guest of this.guests)
      if (guest.messages > 0) guest.tell(writeAcknowledged({ count: guest.messages }));
  }

  /** The server writes one of its documents itself, and tells everyone. */
  write(room: Room, change: (doc: Y.Doc) => void): void {
    const doc = this.docs[room];
    const before = Y.encodeStateVector(doc);
    doc.transact(() => change(doc));
    const update = Y.encodeStateAsUpdate(doc, before);
    for (const guest of this.guests) if (guest.room === room) guest.tell(writeUpdate(update));
  }

  /** The line breaks for everyone; nobody gets in until `comeBack`. */
  goAway(): void {
    this.isUp = false;
    this.endAll(1006);
  }

  comeBack(): void {
    this.isUp = true;
  }

  /** The cable is pulled: nothing arrives any more, no socket is told, and only the machine itself notices. */
  losesNetwork(): void {
    this.isUp = false;
    this.guests.clear();
    for (const listener of this.#networkListeners) listener();
  }

  regainsNetwork(): void {
    this.isUp = true;
    for (const listener of this.#networkListeners) listener();
  }

  endAll(code: number): void {
    for (const guest of this.guests) guest.end(code);
  }
}

function soon(run: () => void): void {
  queueMicrotask(run);
}
