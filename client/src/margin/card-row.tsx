/** One row of the margin at its height. Drawn anew only when something of it changed: there may be hundreds. */
import type { ReactNode } from 'react';
import { memo } from 'react';

import type { ShownThread } from '../desk/desk.ts';
import { classes } from '../ui/classes.ts';
import { ThreadCard } from './thread-card.tsx';

import styles from './card-row.module.css';

export interface CardRowProps {
  readonly id: string;
  /** Its place among all rows, from 1, and how many there are: not all of them are in the page. */
  readonly nth: number;
  readonly of: number;
  /** In px from the upper edge of the margin. */
  readonly top: number;
  /** As it was last drawn; absent until then. */
  readonly height: number | undefined;
  /** Absent for the row in which something is being written. */
  readonly thread: ShownThread | undefined;
  readonly isOpen: boolean;
  readonly isPinned: boolean;
  /** Goes to a new height by moving there. */
  readonly isMoving: boolean;
  /** The card made way so far that no useful part of it is in sight. */
  readonly isHidden: boolean;
  readonly observe: (row: HTMLElement | null) => (() => void) | undefined;
  /** The focus came into a card that had to make way. */
  readonly onFocusHidden: (id: string) => void;
  readonly children?: ReactNode;
}

/** Above and below a card; `card-row.module.css` has the same. */
const paddingPx = 16;

export const CardRow = memo(function CardRow(props: CardRowProps) {
  const { id, nth, of, top, height, thread, isOpen, isPinned, isMoving, isHidden } = props;
  const { observe, onFocusHidden } = props;
  return (
    // Hears of the focus inside; what takes the focus are the buttons in the card.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      ref={observe}
      data-row={id}
      aria-posinset={nth}
      aria-setsize={of}
      className={classes(
        styles.row,
        height !== undefined && styles.measured,
        isPinned && styles.pinned,
        isMoving && styles.moving,
        isHidden && styles.hidden,
      )}
      style={{
        transform: `translateY(${top}px)`,
        ...(height !== undefined && { containIntrinsicBlockSize: `${height - paddingPx}px` }),
      }}
      onFocus={isHidden ? () => onFocusHidden(id) : undefined}
    >
      {thread ? <ThreadCard thread={thread} isOpen={isOpen} /> : props.children}
    </li>
  );
});
