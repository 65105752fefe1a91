/**
 * What this device keeps between visits, apart from the Yjs documents themselves: one IndexedDB store under keys that begin
 * with account and draft. Each file that keeps something parses what it reads back.
 */
import { openDB } from 'idb';

/** From the general to the particular, such as `[account, draft, 'card']`. */
export type Key = readonly (string | number)[];

export interface Device {
  /** False where the browser keeps nothing, as in some private windows: then all of this ends with the tab. */
  readonly lasts: boolean;
  get(key: Key): Promise<unknown>;
  /** Resolves when it is kept. Rejects where the disk is full. */
  put(key: Key, value: unknown): Promise<void>;
  remove(key: Key): Promise<void>;
  /** @returns what stands under keys that begin so, in order of their keys. */
  list(beginning: Key): Promise<{ key: Key; value: unknown }[]>;
  /** Removes all that stands under keys that begin so. */
  clear(beginning: Key): Promise<void>;
}

const store = 'kept';

/** Opens what this device keeps; in memory where the browser has no IndexedDB for us. Never rejects. */
export async function openDevice(name = 'gloss'): Promise<Device> {
  try {
    const database = await openDB(name, 1, {
      upgrade: (fresh) => void fresh.createObjectStore(store),
      // A newer page in another tab wants to change the form: make way, the next visit opens it again.
      blocking: (_now, _wanted, event) => (event.target as IDBDatabase).close(),
    });
    const isUnder = (key: Key) => IDBKeyRange.bound([...key], [...key, []]);
    return {
      lasts: true,
      get: (key) => database.get(store, [...key]),
      put: async (key, value) => void (await database.put(store, value, [...key])),
      remove: (key) => database.delete(store, [...key]),
      clear: (beginning) => database.delete(store, isUnder(beginning)),
      async list(beginning) {
        const reading = database.transaction(store);
        const [keys, values] = await Promise.all([
          reading.store.getAllKeys(isUnder(beginning)),
          reading.store.getAll(isUnder(beginning)),
        ]);
        return keys.map((key, at) => ({ key: key as Key, value: values[at] as unknown }));
      },
    };
  } catch {
    // No IndexedDB, or not for us. Everything works while the tab is open; `beforeunload` warns of what would be lost.
    return forgetfulDevice();
  }
}

/** @returns a device that keeps everything in memory alone. */
export function forgetfulDevice(): Device {
  const kept = new Map<string, { key: Key; value: unknown }>();
  const under = (beginning: Key) =>
    [...kept.values()].filter(({ key }) => beginning.every((part, at) => key[at] === part));
  const name = (key: Key) => JSON.stringify(key);
  return {
    lasts: false,
    get: async (key) => kept.get(name(key))?.value,
    put: async (key, value) => void kept.set(name(key), { key, value }),
    remove: async (key) => void kept.delete(name(key)),
    list: async (beginning) =>
      under(beginning).toSorted((one, other) => compare(one.key, other.key)),
    clear: async (beginning) => under(beginning).forEach(({ key }) => kept.delete(name(key))),
  };
}

/** Orders keys as IndexedDB does, for what we put in them: numbers before strings, each part in turn. */
function compare(one: Key, other: Key): number {
  for (const [at, part] of one.entries()) {
    const against = other[at];
    if (part === against) continue;
    if (against === undefined) return 1;
    if (typeof part !== typeof against) return typeof part === 'number' ? -1 : 1;
    return part < against ? -1 : 1;
  }
  return one.length - other.length;
}
