/** Keys that work wherever the focus is on the page: Ctrl/⌘ Alt M annotates, `?` shows all shortcuts. */
import { useEffect, useRef } from 'react';

export interface PageKeys {
  onAnnotate(): void;
  onHelp(): void;
}

export function usePageKeys(keys: PageKeys): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // The editor has taken it already.
      if (event.defaultPrevented) return;
      if (isAnnotate(event)) current.current.onAnnotate();
      else if (event.key === '?' && !isWriting(event.target)) current.current.onHelp();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** By the place of the key: with Alt held, many keyboards give another letter. */
function isAnnotate(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && event.altKey && event.code === 'KeyM';
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select, [role="menuitem"]'))
  );
}
