/** Where the passages stand, for who wants to know: told by the editor, asked by the margin. */
import type { ThreadId } from '@gloss/shared/words/ids';

import type { Place } from '../../editor/text-editor.tsx';

export interface Places {
  now(): ReadonlyMap<ThreadId, Place>;
  tell(places: ReadonlyMap<ThreadId, Place>): void;
  subscribe(listener: () => void): () => void;
}

export function keepPlaces(): Places {
  const listeners = new Set<() => void>();
  let places: ReadonlyMap<ThreadId, Place> = new Map();
  return {
    now: () => places,
    tell(told) {
      places = told;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
