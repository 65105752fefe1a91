/** How tall each row is drawn, measured as it changes. */
import { useCallback, useState } from 'react';

export interface Heights {
  /** By the row's `data-row`. */
  readonly heights: ReadonlyMap<string, number>;
  /** The ref of every row; always the same function. */
  readonly observe: (row: HTMLElement | null) => (() => void) | undefined;
}

export function useHeights(): Heights {
  const [heights, setHeights] = useState<ReadonlyMap<string, number>>(new Map());
  const [observer] = useState(
    () =>
      new ResizeObserver((entries) => {
        const measured = entries.map(({ target, borderBoxSize }): [string, number] => [
          rowOf(target),
          Math.ceil(borderBoxSize[0]?.blockSize ?? 0),
        ]);
        setHeights((before) =>
          measured.every(([row, height]) => before.get(row) === height)
            ? before
            : new Map([...before, ...measured]),
        );
      }),
  );
  const observe = useCallback(
    (row: HTMLElement | null) => {
      if (row === null) return undefined;
      observer.observe(row);
      return () => observer.unobserve(row);
    },
    [observer],
  );
  return { heights, observe };
}

function rowOf(element: Element): string {
  return element instanceof HTMLElement ? (element.dataset['row'] ?? '') : '';
}
