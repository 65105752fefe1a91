/** What others have just said or decided, in words for those who listen. Pure; `use-announcements.ts` says it. */
import type { AccountId } from '@gloss/shared/words/ids';
import type { HistoryEntry, Thread } from '@gloss/shared/words/thread';

import { phrases } from '../phrases/phrases.ts';

/** More than this at once, such as after a night away, is said as a number. */
const mostSaid = 3;

/** Steps worth a sentence while one works on something else. */
const worthSaying = new Set<HistoryEntry['did']>([
  'annotated',
  'proposed',
  'replied',
  'decided',
  'confirmed',
  'contested',
  'reopened',
  'orphaned',
]);

/** @returns the sentences for what is in `after` and was not in `before`, without one's own doing. */
export function changesBetween(
  before: readonly Thread[],
  after: readonly Thread[],
  me: AccountId,
): string[] {
  const known = new Map(before.map((thread) => [thread.id, thread.history.length]));
  const lines = after.flatMap((thread) =>
    thread.history
      .slice(known.get(thread.id) ?? 0)
      .filter(({ did, by }) => worthSaying.has(did) && by?.account !== me)
      .map((entry) => sentence(entry, thread.number)),
  );
  return lines.length > mostSaid ? [phrases.margin.said.many(lines.length)] : lines;
}

function sentence({ by, did }: HistoryEntry, number: number): string {
  const words = phrases.margin;
  return words.said.line(by?.name ?? words.history.nobody, words.history.did[did], number);
}
