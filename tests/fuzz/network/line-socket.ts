/** The WebSocket of a client behind a proxy: it dials the proxy, and says to the server what a browser would. */
import { message, sync, writeAcknowledged } from '@gloss/shared/wire/frames';
import { WebSocket } from 'ws';

import type { Agent } from '../../stage/agent.ts';

/** @param isLiar acknowledges each update itself as soon as it is sent: the control. */
export function socketThrough(agent: Agent, isLiar: boolean): typeof globalThis.WebSocket {
  class LineSocket extends WebSocket {
    #sent = 0;

    constructor(url: string | URL, protocols?: string | string[]) {
      const headers = { cookie: agent.cookie, origin: agent.url, host: new URL(agent.url).host };
      super(url, protocols, { headers });
    }

    override send(data: Uint8Array): void {
      super.send(data);
      if (!isLiar || data[0] !== message.sync || data[1] === sync.step1) return;
      this.#sent += 1;
      const answer = writeAcknowledged({ count: this.#sent }).slice().buffer;
      queueMicrotask(() => this.emit('message', Buffer.from(answer), true));
    }
  }
  // ws has no types of the DOM's WebSocket, yet everything of it that y-websocket uses.
  return LineSocket as unknown as typeof globalThis.WebSocket;
}
