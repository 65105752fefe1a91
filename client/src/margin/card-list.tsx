/**
 * The cards beside their words: measured here, placed by `layout-cards.ts`, moved by transform. A list in the order of
 * the text, all of it in the page, so that find-in-page and screen readers reach every card.
 */
import type { ThreadId } from '@gloss/shared/words/ids';
import type { ReactNode } from 'react';

import type { ShownThread } from '../desk/desk.ts';
import { phrases } from '../phrases/phrases.ts';
import { classes } from '../ui/classes.ts';
import { layoutCards } from './layout-cards.ts';
import { ThreadCard } from './thread-card.tsx';
import { useHeights } from './use-heights.ts';

import styles from './card-list.module.css';

/** The room around a card for its shadow and its focus ring; `card-list.module.css` has the same. */
const ringPx = 8;
/** Rings may overlap: this leaves 12 px between cards. */
const gapPx = -4;
/** For rows that nobody has scrolled to yet. */
const unseenPx = 180;
const composerRow = 'composer';

export interface CardListProps {
  readonly placed: readonly { readonly thread: ShownThread; readonly top: number }[];
  readonly active: ThreadId | null;
  /** What is being written about selected words: stands at them, before everything else. */
  readonly composer: { readonly top: number; readonly form: ReactNode } | null;
  /** The lower edge of what stands at the top of the margin, in px. */
  readonly floor: number;
  readonly onActivate: (thread: ThreadId) => void;
}

interface Row {
  readonly id: string;
  readonly top: number;
  readonly thread?: ShownThread;
}

export function CardList({ placed, active, composer, floor, onActivate }: CardListProps) {
  const { heights, observe } = useHeights();
  const rows = rowsOf(placed, composer?.top);
  const pinned = rows.findIndex(({ id }) => id === (composer ? composerRow : active));
  const sizes = rows.map(({ id, top }) => ({
    wanted: top - ringPx,
    height: heights.get(id) ?? unseenPx,
  }));
  const tops = layoutCards(sizes, { gap: gapPx, floor, pinned: pinned === -1 ? null : pinned });
  const last = rows.length - 1;
  const end = (tops[last] ?? 0) + (sizes[last]?.height ?? 0);

  return (
    <>
      <ol
        className={styles.list}
        aria-label={phrases.margin.placedList}
        // What the pinned card pushes over the floor is cut off there; focus brings it back.
        style={{ clipPath: `inset(${floor}px -2rem -2rem -2rem)` }}
      >
        {rows.map(({ id, thread }, at) => {
          const top = tops[at] ?? 0;
          return (
            // Hears of the focus inside; what takes the focus are the buttons in the card.
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
            <li
              key={id}
              ref={observe}
              data-row={id}
              className={classes(
                styles.row,
                at === pinned && styles.pinned,
                isSliver(top + (sizes[at]?.height ?? 0) - floor) && styles.sliver,
                heights.has(id) && styles.settled,
              )}
              style={{ transform: `translateY(${top}px)` }}
              onFocus={() => top < floor && at !== pinned && thread && onActivate(thread.id)}
            >
              {thread ? (
                <ThreadCard thread={thread} isOpen={thread.id === active} />
              ) : (
                composer?.form
              )}
            </li>
          );
        })}
      </ol>
      <div aria-hidden style={{ blockSize: `${Math.max(0, end - floor)}px` }} />
    </>
  );
}

/** What little is left in sight of a card that made way is no help to anyone. */
function isSliver(visiblePx: number): boolean {
  return visiblePx < 56;
}

function rowsOf(placed: CardListProps['placed'], composerTop: number | undefined): Row[] {
  const rows = placed.map(({ thread, top }): Row => ({ id: thread.id, top, thread }));
  if (composerTop === undefined) return rows;
  const before = rows.filter(({ top }) => top <= composerTop);
  return [...before, { id: composerRow, top: composerTop }, ...rows.slice(before.length)];
}
