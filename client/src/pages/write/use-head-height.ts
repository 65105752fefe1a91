/** The height of the bars that stay at the top, as `--head` on the page: what sticks below them needs to know it. */
import type { RefObject } from 'react';
import { useLayoutEffect } from 'react';

export function useHeadHeight(
  head: RefObject<HTMLElement | null>,
  page: RefObject<HTMLElement | null>,
): void {
  useLayoutEffect(() => {
    const element = head.current;
    if (element === null) return undefined;
    const measure = () => page.current?.style.setProperty('--head', `${element.offsetHeight}px`);
    const resizes = new ResizeObserver(measure);
    resizes.observe(element);
    measure();
    return () => resizes.disconnect();
  }, [head, page]);
}
