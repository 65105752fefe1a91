/** Says what others have just said or decided. Nothing is said of what was there when the margin opened. */
import type { AccountId } from '@gloss/shared/words/ids';
import { useEffect, useRef } from 'react';

import type { ShownThread } from '../desk/desk.ts';
import { announce } from '../ui/announcer.ts';
import { changesBetween } from './changes.ts';

export function useAnnouncements(threads: readonly ShownThread[], me: AccountId): void {
  const before = useRef(threads);
  useEffect(() => {
    for (const sentence of changesBetween(before.current, threads, me)) announce(sentence);
    before.current = threads;
  }, [threads, me]);
}
