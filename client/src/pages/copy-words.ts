/** Puts words on the clipboard. Browsers allow it on https and on localhost only. */

/** @returns whether they are there; where not, the person copies them by hand from where they stand. */
export async function copyWords(words: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    return false;
  }
}
