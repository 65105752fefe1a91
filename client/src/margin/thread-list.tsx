/**
 * Cards one below the other: orphans, the whole draft, the list on a phone. There may be thousands; the next ones come in
 * as the last ones come near, in reading order, and each says which of how many it is.
 */
import type { ThreadId } from '@gloss/shared/words/ids';
import { useEffect, useRef, useState } from 'react';

import type { ShownThread } from '../desk/desk.ts';
import { ThreadCard } from './thread-card.tsx';

/** So many at first, and again whenever the end comes near: more than a screen of closed cards. */
const atOnce = 25;
/** How near, in px: about two screens. */
const nearPx = 1600;

export interface ThreadListProps {
  readonly threads: readonly ShownThread[];
  readonly active: ThreadId | null;
  readonly className: string | undefined;
  /** Absent where a heading or a button beside it names the list. */
  readonly label?: string;
}

export function ThreadList({ threads, active, className, label }: ThreadListProps) {
  const { count, end } = useGrowing(threads.findIndex(({ id }) => id === active) + 1);
  return (
    <ol className={className} aria-label={label}>
      {threads.slice(0, count).map((thread, at) => (
        <li
          key={thread.id}
          ref={thread.id === active ? intoView : undefined}
          aria-posinset={at + 1}
          aria-setsize={threads.length}
        >
          <ThreadCard thread={thread} isOpen={thread.id === active} />
        </li>
      ))}
      {count < threads.length && <li key={count} ref={end} aria-hidden />}
    </ol>
  );
}

/** @param least so many are there in any case: those up to the open one, and some behind it. */
function useGrowing(least: number) {
  const [grown, setGrown] = useState(atOnce);
  const end = useRef<HTMLLIElement>(null);
  const count = Math.max(grown, least === 0 ? 0 : least + atOnce);
  useEffect(() => {
    const element = end.current;
    if (element === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setGrown(count + atOnce);
      },
      // The list on a phone scrolls in a box of its own.
      { rootMargin: `${nearPx}px`, scrollMargin: `${nearPx}px` },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [count]);
  return { count, end };
}

/** These have no words that the page could bring into view. */
function intoView(row: HTMLElement | null): void {
  row?.scrollIntoView({ block: 'nearest' });
}
