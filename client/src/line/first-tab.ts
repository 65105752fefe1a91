/** Which tab of a browser came first of those that have the same open. */

export interface Tab {
  /** Whether it is the first of those that are still open. Always, in a browser that cannot tell. */
  isFirst(): boolean;
  leave(): void;
}

/** Stands in line with the other tabs of this browser under that name. */
export function standInLine(name: string): Tab {
  // Absent where the page did not come over a secure connection, and in tests.
  const locks = (globalThis.navigator as { readonly locks?: LockManager } | undefined)?.locks;
  if (!locks) return { isFirst: () => true, leave: () => undefined };
  let isFirst = false;
  const stay = Promise.withResolvers<void>();
  const giveUp = new AbortController();
  const holding = async (): Promise<void> => {
    isFirst = true;
    await stay.promise;
  };
  locks.request(name, { signal: giveUp.signal }, holding).catch(() => undefined);
  return {
    isFirst: () => isFirst,
    leave() {
      giveUp.abort();
      stay.resolve();
    },
  };
}
