/** The part of the address that names a thread: `/d/<draft>#24`. Pure; `use-active-thread.ts` reads and writes it. */

/** @returns the number of the thread that a fragment such as `#24` names, or null. */
export function threadNumberIn(hash: string): number | null {
  const match = /^#([1-9]\d{0,8})$/.exec(hash);
  return match ? Number(match[1]) : null;
}

/** @returns the address of a page with a thread open, or with none. */
export function addressWithThread(path: string, number: number | null): string {
  return number === null ? path : `${path}#${number}`;
}
