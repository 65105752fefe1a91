/**
 * The cards beside their words: measured here, placed by `layout-cards.ts`, moved by transform. A list in the order of
 * the text, of which only what is near is in the page (`drawn-rows.ts`); each row says which of how many it is, and
 * going on with Tab, with J and K, or by scrolling brings the next ones in.
 */
import type { ThreadId } from '@gloss/shared/words/ids';
import type { ReactNode } from 'react';
import { useCallback, useMemo, useRef, useState } from 'react';

import type { ShownThread } from '../desk/desk.ts';
import { phrases } from '../phrases/phrases.ts';
import { CardRow } from './card-row.tsx';
import type { PlacedRow } from './drawn-rows.ts';
import { drawnRows } from './drawn-rows.ts';
import { FurtherThreads } from './further-threads.tsx';
import { layoutCards } from './layout-cards.ts';
import { useHeights } from './use-heights.ts';
import { useMoving } from './use-moving.ts';
import { useNear } from './use-near.ts';

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
  const list = useRef<HTMLOListElement>(null);
  const near = useNear(list);
  const [focused, setFocused] = useState<string | null>(null);
  const { heights, observe } = useHeights();
  const composerTop = composer?.top;
  const rows = useMemo(() => rowsOf(placed, composerTop), [placed, composerTop]);
  const pin = composer ? composerRow : active;
  const pinned = useMemo(() => rows.findIndex(({ id }) => id === pin), [rows, pin]);
  const isMoving = useMoving(pin);
  const cards = useMemo(
    () => placedRows(rows, heights, pinned, floor),
    [rows, heights, pinned, floor],
  );
  const drawn = drawnRows(cards, near, new Set([pin, focused].filter((id) => id !== null)));
  // Rows are named by their threads; the composer is pinned and never hidden.
  const bringBack = useCallback((id: string) => onActivate(id as ThreadId), [onActivate]);

  return (
    <>
      <FurtherThreads cards={cards} onGo={onGo} />
      {/* Hears where the focus is; what takes it are the buttons in the cards. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ol
        ref={list}
        className={styles.list}
        aria-label={phrases.margin.placedList}
        // What the pinned card pushes over the floor is cut off there.
        style={{ clipPath: `inset(${floor}px -2rem -2rem -2rem)` }}
        onFocus={({ target }) => setFocused(rowWith(target))}
        onBlur={() => setFocused(null)}
      >
        {drawn.map((at) => {
          const { id = '', thread } = rows[at] ?? {};
          const { top = 0, bottom = 0 } = cards[at] ?? {};
          return (
            <CardRow
              key={id}
              id={id}
              nth={at + 1}
              of={rows.length}
              top={top}
              height={heights.get(id)}
              thread={thread}
              isOpen={thread !== undefined && thread.id === active}
              isPinned={at === pinned}
              isMoving={isMoving && heights.has(id) && Math.abs(at - pinned) < nearRows}
              isHidden={bottom - floor < sliverPx}
              observe={observe}
              onFocusHidden={bringBack}
            >
              {thread ? null : composer?.form}
            </CardRow>
          );
        })}
      </ol>
      <div
        aria-hidden
        style={{ blockSize: `${Math.max(0, (cards.at(-1)?.bottom ?? 0) - floor)}px` }}
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

function placedRows(
  rows: readonly Row[],
  heights: ReadonlyMap<string, number>,
  pinned: number,
  floor: number,
): PlacedRow[] {
  const sizes = rows.map(({ id, top }) => ({
    wanted: top - ringPx,
    height: heights.get(id) ?? unseenPx,
  }));
  const room = { gap: gapPx, floor, reach: reachPx };
  const tops = layoutCards(sizes, { ...room, pinned: pinned === -1 ? null : pinned });
  return rows.map(({ id }, at) => {
    const top = tops[at] ?? 0;
    return { id, top, bottom: top + (sizes[at]?.height ?? 0) };
  });
}

function rowWith(element: Element): string | null {
  return element.closest<HTMLElement>('[data-row]')?.dataset['row'] ?? null;
}
