/** Two letters that stand for a name in an avatar. */

/** Words that carry no letter: "Patient and public voice" is PV, not PA. */
const small = new Set(['and', 'of', 'the', 'for', 'in', 'to', 'a', '&']);

/** @returns the first letters of the first and the last word that matter, in capitals; "?" for a name without letters. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s,./()-]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const telling = words.filter((word) => !small.has(word.toLowerCase()));
  const used = telling.length > 0 ? telling : words;
  const ends = used.length > 1 ? [used[0], used.at(-1)] : used;
  const letters = ends.map((word) => /[\p{L}\p{N}]/u.exec(word ?? '')?.[0] ?? '');
  return letters.join('').toLocaleUpperCase() || '?';
}
