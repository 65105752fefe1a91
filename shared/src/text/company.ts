/** How many of the same characters stand around two places of the same words: what tells them apart when the words are few. */
import type { Quote } from '../words/anchor.ts';

/** @returns how many characters next to a quote stand there still; the rest of a word that it cuts says nothing of the place. */
export function companyOf(wanted: Quote, found: Quote): number {
  const { exact } = wanted;
  const [before, beforeNow] = [reversed(wanted.prefix), reversed(found.prefix)];
  return (
    sharedBeyond(reversed(exact).slice(0, 1), before, beforeNow) +
    sharedBeyond(exact.slice(-1), wanted.suffix, found.suffix)
  );
}

/** @returns how many characters two wordings begin with alike. */
export function sharedStart(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}

export function reversed(words: string): string {
  return Array.from(words).toReversed().join('');
}

function sharedBeyond(edge: string, wanted: string, found: string): number {
  const isLetter = /[\p{L}\p{N}]/u.test(edge);
  const rest = isLetter ? (/^[\p{L}\p{M}\p{N}]*/u.exec(wanted)?.[0].length ?? 0) : 0;
  return Math.max(0, sharedStart(wanted, found) - rest);
}
