/**
 * A sheet at the bottom of a narrow screen. Not modal: the page above it stays in sight and usable. Escape or a drag
 * downwards closes it and focus goes back to where it came from; the handle makes it taller.
 */
import type { PointerEvent, ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';

import { phrases } from '../phrases/phrases.ts';
import { classes } from './classes.ts';

import styles from './sheet.module.css';

/** How far a finger must go before it means something. */
const dragPx = 56;

export interface SheetProps {
  readonly label: string;
  readonly onClose: () => void;
  /** What it is about: another topic is read from its top. */
  readonly topic?: string;
  readonly children: ReactNode;
}

/** Open while it is mounted. Takes the focus when it opens. */
export function Sheet({ label, topic, onClose, children }: SheetProps) {
  const sheet = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const [isTall, setTall] = useState(false);
  const [dragged, setDragged] = useState(0);
  const startedAt = useRef<number | null>(null);

  useEffect(() => {
    const before = document.activeElement;
    // A field inside may have taken the focus already.
    if (!sheet.current?.contains(before)) sheet.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected)
        before.focus({ preventScroll: true });
    };
  }, []);

  const shownTopic = useRef(topic);
  useEffect(() => {
    if (shownTopic.current !== topic) body.current?.scrollTo(0, 0);
    shownTopic.current = topic;
  }, [topic]);

  const drag = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      startedAt.current = event.clientY;
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (startedAt.current !== null) setDragged(event.clientY - startedAt.current);
    },
    onPointerUp: () => {
      const way = dragged;
      startedAt.current = null;
      setDragged(0);
      if (Math.abs(way) < dragPx) return;
      if (way < 0) setTall(true);
      else if (isTall) setTall(false);
      else onClose();
    },
    onPointerCancel: () => {
      startedAt.current = null;
      setDragged(0);
    },
  };

  return (
    // A dialog that is not modal may have keys of its own: Escape closes it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={sheet}
      open
      aria-label={label}
      tabIndex={-1}
      className={classes(styles.sheet, isTall && styles.tall)}
      style={dragged > 0 ? { transform: `translateY(${dragged}px)` } : undefined}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <button
        type="button"
        className={styles.handle}
        aria-label={isTall ? phrases.ui.makeLower : phrases.ui.makeTaller}
        aria-expanded={isTall}
        onClick={() => Math.abs(dragged) < dragPx && setTall(!isTall)}
        {...drag}
      />
      <div ref={body} className={styles.body}>
        {children}
      </div>
    </dialog>
  );
}
