/** Focuses the text once its next editor is there: who sent or gave up what they wrote goes on in the text. */
import { useEffect, useRef } from 'react';

import type { TextEditorHandle } from '../../editor/text-editor.tsx';

/** @returns what asks for the focus. */
export function useFocusSoon(handle: TextEditorHandle | null): () => void {
  const isWanted = useRef(false);
  useEffect(() => {
    if (handle === null || !isWanted.current) return;
    isWanted.current = false;
    handle.focus();
  }, [handle]);
  return () => void (isWanted.current = true);
}
