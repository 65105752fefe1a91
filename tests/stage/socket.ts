/** The WebSocket a person in a test speaks through: brings the cookie and Origin, and counts update messages like any honest client. */
import { message, sync } from '@gloss/shared/wire/frames';
import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';

import type { Agent } from './agent.ts';

/** Update messages of one socket: sent by us, acknowledged by the server. */
export interface Tally {
  sent: number;
  acknowledged: number;
}

/** @returns a WebSocket class for y-websocket; `begin` is asked for a fresh tally at each connection, `insists` at each edit. */
export function socketFor(
  agent: Agent,
  begin: () => Tally,
  insists: () => boolean,
): typeof globalThis.WebSocket {
  class CountingSocket extends WebSocket {
    readonly #tally = begin();
    #answered = false;

    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols, { headers: { cookie: agent.cookie, origin: agent.url } });
    }

    override send(data: Uint8Array): void {
      const kind = updateKind(data);
      if (kind === sync.step2) this.#answered = true;
      // As our client does it (client/src/line/counting-socket.ts): the answer to the server's question holds this edit, too,
      // and without it, it may follow others that the server lacks.
      if (kind === sync.update && !this.#answered && !insists()) return;
      if (kind !== null) this.#tally.sent += 1;
      super.send(data);
    }
  }
  // ws has no types of the DOM's WebSocket, yet everything of it that y-websocket uses.
  return CountingSocket as unknown as typeof globalThis.WebSocket;
}

/** @returns which kind of update message a frame is, or null for any other. */
function updateKind(frame: Uint8Array): number | null {
  const decoder = decoding.createDecoder(frame);
  if (decoding.readVarUint(decoder) !== message.sync) return null;
  const kind = decoding.readVarUint(decoder);
  return kind === sync.step1 ? null : kind;
}
