/** A part of the screen that scrolls by itself once it grows tall: the keyboard stops at it only while there is something to scroll. */
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';

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
  useEffect(() => {
    const [outer, inner] = [box.current, content.current];
    if (outer === null || inner === null) return undefined;
    const sizes = new ResizeObserver(() => setScrolls(outer.scrollHeight > outer.clientHeight));
    sizes.observe(outer);
    sizes.observe(inner);
    return () => sizes.disconnect();
  }, []);
  return (
    <div
      ref={box}
      className={styles.box}
      {...(scrolls && { role: 'region', 'aria-label': label, tabIndex: 0 })}
    >
      <div ref={content}>{children}</div>
    </div>
  );
}
