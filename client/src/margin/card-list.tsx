/**
 * The cards beside their words: measured here, placed by `layout-cards.ts`, moved by transform. A list in the order of
 * the text, all of it in the page, so that find-in-page and screen readers reach every card.
 */
import type { ThreadId } from '@gloss/shared/words/ids';
import type { ReactNode } from 'react';
import { useCallback } from 'react';

import type { ShownThread } from '../desk/desk.ts';
import { phrases } from '../phrases/phrases.ts';
import { CardRow } from './card-row.tsx';
import { FurtherThreads } from './further-threads.tsx';
import { layoutCards } from './layout-cards.ts';
import { useHeights } from './use-heights.ts';
import { useMoving } from './use-moving.ts';

import styles from './card-list.module.css';

/** The room around a card for its shadow and its focus ring; `card-row.module.css` has the same. */
const ringPx = 8;
/** Rings may overlap: this leaves 12 px between cards. */
const gapPx = -4;
/** For rows that have not been drawn yet. */
const unseenPx = 180;
/** Less than this of a card that made way is no help to anyone. */
const sliverPx = 56;
/** So far below its words the open card still stands on the same screen. */
const reachPx = 400;
/** Cards further than this from the pinned one are out of sight and need not be seen moving. */
const nearRows = 12;
const composerRow = 'composer';

export interface CardListProps {
  readonly placed: readonly { readonly thread: ShownThread; readonly top: number }[];
  readonly active: ThreadId | null;
  /** What is being written about selected words: stands at them, before everything else. */
  readonly composer: { readonly top: number; readonly form: ReactNode } | null;
  /** The lower edge of what stands at the top of the margin, in px. */
  readonly floor: number;
  readonly onActivate: (thread: ThreadId) => void;
  /** Opens a thread that is out of sight and takes the focus there. */
  readonly onGo: (thread: ThreadId) => void;
}

interface Row {
  readonly id: string;
  readonly top: number;
  readonly thread?: ShownThread;
}

export function CardList(props: CardListProps) {
  const { placed, active, composer, floor, onActivate, onGo } = props;
  const { heights, observe } = useHeights();
  const rows = rowsOf(placed, composer?.top);
  const pin = composer ? composerRow : active;
  const pinned = rows.findIndex(({ id }) => id === pin);
  const isMoving = useMoving(pin);
  const sizes = rows.map(({ id, top }) => ({
    wanted: top - ringPx,
    height: heights.get(id) ?? unseenPx,
  }));
  const room = { gap: gapPx, floor, reach: reachPx };
  const tops = layoutCards(sizes, { ...room, pinned: pinned === -1 ? null : pinned });
  const bottomOf = (at: number) => (tops[at] ?? 0) + (sizes[at]?.height ?? 0);
  const cards = rows.map(({ id }, at) => ({ id, top: tops[at] ?? 0, bottom: bottomOf(at) }));
  // Rows are named by their threads; the composer is pinned and never hidden.
  const bringBack = useCallback((id: string) => onActivate(id as ThreadId), [onActivate]);

  return (
    <>
      <FurtherThreads cards={cards} onGo={onGo} />
      <ol
        className={styles.list}
        aria-label={phrases.margin.placedList}
        // What the pinned card pushes over the floor is cut off there.
        style={{ clipPath: `inset(${floor}px -2rem -2rem -2rem)` }}
      >
        {rows.map(({ id, thread }, at) => (
          <CardRow
            key={id}
            id={id}
            top={tops[at] ?? 0}
            height={heights.get(id)}
            thread={thread}
            isOpen={thread !== undefined && thread.id === active}
            isPinned={at === pinned}
            isMoving={isMoving && heights.has(id) && Math.abs(at - pinned) < nearRows}
            isHidden={bottomOf(at) - floor < sliverPx}
            observe={observe}
            onFocusHidden={bringBack}
          >
            {thread ? null : composer?.form}
          </CardRow>
        ))}
      </ol>
      <div
        aria-hidden
        style={{ blockSize: `${Math.max(0, bottomOf(rows.length - 1) - floor)}px` }}
      />
    </>
  );
}

function rowsOf(placed: CardListProps['placed'], composerTop: number | undefined): Row[] {
  const rows = placed.map(({ thread, top }): Row => ({ id: thread.id, top, thread }));
  if (composerTop === undefined) return rows;
  const before = rows.filter(({ top }) => top <= composerTop);
  return [...before, { id: composerRow, top: composerTop }, ...rows.slice(before.length)];
}
