/**
 * A WebSocket that counts the update messages it sends, as the server counts them when it acknowledges (wire/frames.ts).
 * `text-sync.ts` gives it to y-websocket in place of the browser's own.
 */
import { message, sync } from '@gloss/shared/wire/frames';

/** Called with the socket (1, 2, 3 … within one visit) and the number of the message on it (from 1). */
export type OnSent = (socket: number, message: number) => void;

/** A class of sockets and the number of the newest one made: 0 before the first. */
export interface CountingSockets {
  readonly Socket: typeof WebSocket;
  newest(): number;
}

/**
 * @param onSent is told of each update message as it is handed to the socket.
 * @param Base the class to count on: the browser's, or a test's.
 */
export function countingSockets(onSent: OnSent, Base: typeof WebSocket): CountingSockets {
  let made = 0;

  class CountingSocket extends Base {
    readonly #id = (made += 1);
    #sent = 0;
    #answered = false;

    override send(frame: Parameters<WebSocket['send']>[0]): void {
      const kind = updateKind(frame);
      if (kind === sync.step2) this.#answered = true;
      // y-websocket sends edits as soon as a socket opens, even before the server has asked what this device has. Such an
      // edit may follow offline ones that the server lacks, and would be refused for the gap. The answer to the server's
      // question holds it anyway; those whom the server never asks may not write.
      if (kind === sync.update && !this.#answered) return;
      if (kind !== null) onSent(this.#id, (this.#sent += 1));
      super.send(frame);
    }
  }

  return { Socket: CountingSocket, newest: () => made };
}

/** @returns which kind of update message a frame is, or null for any other frame. Both numbers fit in one byte each. */
function updateKind(frame: unknown): number | null {
  if (!(frame instanceof Uint8Array) || frame[0] !== message.sync) return null;
  const kind = frame[1];
  return kind === sync.step2 || kind === sync.update ? kind : null;
}
