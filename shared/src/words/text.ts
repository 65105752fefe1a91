/** Text that people send. Half a character, as it is left where text was cut in an emoji, has no place in UTF-8. */
import * as z from 'zod/mini';

/**
 * @returns the same text; what is half a character reads U+FFFD, as on disk and on every wire. So all keep and hash the same.
 * `toWellFormed` does this, but not in every browser that opens Gloss.
 */
export function toWhole(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** For every schema of text that people write: `z.string().check(whole, …)`. Keeps the length. */
export const whole = z.overwrite<string>(toWhole);

/** @returns the text, cut to so many units of UTF-16, or to one less where that would halve a character. */
export function cutTo(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}
