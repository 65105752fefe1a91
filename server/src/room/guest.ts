/** A socket as the rooms see it. `gate/session.ts` is one; tests bring their own. */
import type { Participant } from '@gloss/shared/words/participant';

export interface Guest {
  /** Whose socket it is, as they take part now: a changed role shows here at once. */
  readonly participant: Participant;
  /** Whether it may write the text: by role, and by naming the schema it writes in. */
  readonly mayWrite: boolean;
  /** Sends frames in this order, in one write. Never throws; a socket that is closing drops them. */
  send(frames: readonly Uint8Array[]): void;
  /** Something it sent kept the server busy for so long, after it was handed in. */
  keptBusy(ms: number): void;
  /** The room is given up: come back, and it is opened anew. */
  sendAway(): void;
}
