/** A callback whose identity never changes and which always sees the newest render: for those below that are costly to redraw. */
import { useCallback, useLayoutEffect, useRef } from 'react';

/** Not to be called while rendering. */
export function useEvent<Given extends unknown[], Value>(
  callback: (...given: Given) => Value,
): (...given: Given) => Value {
  const newest = useRef(callback);
  useLayoutEffect(() => {
    newest.current = callback;
  });
  return useCallback((...given: Given) => newest.current(...given), []);
}
