import { message, sync } from '@gloss/shared/wire/frames';
/** The WebSocket a person in a test speaks through: brings the cookie and Origin, and counts update messages like any honest client. */
import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';

import type { Agent } from './agent.ts';

/** Update messages of one socket: sent by us, acknowledged by the server. */
export interface Tally {
  sent: number;
  acknowledged: number;
}

/** @returns a WebSocket class for y-websocket; `begin` is asked for a fresh tally at each connection. */
export function socketFor(agent: Agent, begin: () => Tally): typeof globalThis.WebSocket {
  class CountingSocket extends WebSocket {
    readonly #tally = begin();

    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols, { headers: { cookie: agent.cookie, origin: agent.url } });
    }

    override send(data: Uint8Array): void {
      if (isUpdate(data)) this.#tally.sent += 1;
      super.send(data);
    }
  }
  // ws has no types of the DOM's WebSocket, yet everything of it that y-websocket uses.
  return CountingSocket as unknown as typeof globalThis.WebSocket;
}

function isUpdate(frame: Uint8Array): boolean {
  const decoder = decoding.createDecoder(frame);
  return (
    decoding.readVarUint(decoder) === message.sync && decoding.readVarUint(decoder) !== sync.step1
  );
}
