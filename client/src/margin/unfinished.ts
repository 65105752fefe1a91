/**
 * Words typed and not sent: kept in memory, and in the tab's session storage for a reload, until they are sent or
 * discarded. `use-unfinished.ts` binds them to fields.
 */

/** The part of `Storage` that is needed. */
export interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export interface Unfinished {
  /** @returns what was kept under the key, or undefined. */
  read(key: string): string | undefined;
  keep(key: string, words: string): void;
  forget(key: string): void;
}

const prefix = 'gloss.unfinished.';

/** Storage may be full or shut off; then memory alone keeps the words until the page goes. */
export function keepUnfinished(shelf: Shelf | undefined): Unfinished {
  const inMemory = new Map<string, string>();
  return {
    read: (key) => inMemory.get(key) ?? quietly(() => shelf?.getItem(prefix + key)) ?? undefined,
    keep: (key, words) => {
      inMemory.set(key, words);
      quietly(() => shelf?.setItem(prefix + key, words));
    },
    forget: (key) => {
      inMemory.delete(key);
      quietly(() => shelf?.removeItem(prefix + key));
    },
  };
}

function quietly<Value>(act: () => Value): Value | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
