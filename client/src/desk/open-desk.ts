/** Opens a draft: card, text, docket, outbox, and what happens when one of them ends. */
import type { DraftId } from '@gloss/shared/words/ids';

import type { AtDesk } from './desk.ts';

/** One visit to one draft, through all reloads, until `close`. `now` gives the same object until something changed. */
export interface Visit {
  now(): AtDesk;
  subscribe(listener: () => void): () => void;
  close(): void;
}

/** Starts a visit. Never throws: what goes wrong is a state of the visit. */
export function openDesk(draft: DraftId): Visit {
  throw new Error(`not built yet: ${draft}`);
}
