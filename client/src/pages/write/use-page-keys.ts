/** Keys that work wherever the focus is on the page: Ctrl/⌘ Alt M annotates, `?` shows all shortcuts. */
import { useEffect } from 'react';

import { useEvent } from '../use-event.ts';

export interface PageKeys {
  onAnnotate(): void;
  onHelp(): void;
}

export function usePageKeys(keys: PageKeys): void {
  const onKey = useEvent((event: KeyboardEvent) => {
    // The editor has taken it already.
    if (event.defaultPrevented) return;
    if (isAnnotate(event)) keys.onAnnotate();
    else if (event.key === '?' && !isWriting(event.target)) keys.onHelp();
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onKey]);
}

/** By the place of the key: with Alt held, many keyboards give another letter. */
function isAnnotate(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && event.altKey && event.code === 'KeyM';
}

/** A text that is only read is editable for the browser too, so that it has a caret (editor/read-only.ts). */
function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.matches('input, textarea, select, [role="menuitem"]')) return true;
  return target.isContentEditable && target.closest('[aria-readonly="true"]') === null;
}
