/**
 * A part of the screen that scrolls by itself once it grows tall: the keyboard stops at it only while there is something to scroll,
 * and what stands below fades out at its lower edge.
 */
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';

import { classes } from './classes.ts';

import styles from './scroll-box.module.css';

export interface ScrollBoxProps {
  /** What is in it, for those who come to it with the keyboard. */
  readonly label: string;
  readonly children: ReactNode;
}

export function ScrollBox({ label, children }: ScrollBoxProps) {
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  const [hasMore, setMore] = useState(false);
  useEffect(() => {
    const [outer, inner] = [box.current, content.current];
    if (outer === null || inner === null) return undefined;
    const look = (): void => {
      setScrolls(outer.scrollHeight > outer.clientHeight);
      // Half a pixel is none: sizes are rounded where the page is zoomed.
      setMore(outer.scrollHeight - outer.clientHeight - outer.scrollTop > 1);
    };
    const sizes = new ResizeObserver(look);
    outer.addEventListener('scroll', look, { passive: true });
    sizes.observe(outer);
    sizes.observe(inner);
    return () => {
      sizes.disconnect();
      outer.removeEventListener('scroll', look);
    };
  }, []);
  return (
    <div
      ref={box}
      className={classes(styles.box, scrolls && styles.scrolls)}
      {...(scrolls && { role: 'region', 'aria-label': label, tabIndex: 0 })}
    >
      <div ref={content}>{children}</div>
      {hasMore && <div aria-hidden className={styles.more} />}
    </div>
  );
}
