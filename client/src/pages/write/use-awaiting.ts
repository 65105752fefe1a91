/** How many threads await a decision, in each section and in all, as the threads and the text change. */
import type { Section } from '@gloss/shared/text/outline';
import type { BlockId } from '@gloss/shared/words/ids';
import { useEffect, useMemo } from 'react';
import type * as Y from 'yjs';

import type { DeskView } from '../../desk/desk.ts';
import { keepCounts } from '../../margin/thread-filter.ts';
import { keepAwaiting } from './awaiting.ts';

export function useAwaiting(
  text: Y.Doc,
  sections: readonly Section[],
  { threads, me }: Pick<DeskView, 'threads' | 'me'>,
): { readonly bySection: ReadonlyMap<BlockId, number>; readonly openThreads: number } {
  const awaiting = useMemo(() => keepAwaiting(text), [text]);
  useEffect(() => awaiting.follow(), [awaiting]);
  const bySection = useMemo(() => awaiting.count(sections, threads), [awaiting, sections, threads]);
  const countsFor = useMemo(() => keepCounts(me.account), [me.account]);
  const { open: openThreads } = useMemo(() => countsFor(threads), [countsFor, threads]);
  return { bySection, openThreads };
}
