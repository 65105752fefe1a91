/** Undo and redo of one's own edits; nobody takes back another's. */
import type { Editor } from '@tiptap/core';
import { yUndoPluginKey } from '@tiptap/y-tiptap';
import { Redo2, Undo2 } from 'lucide-react';
import { useCallback, useSyncExternalStore } from 'react';
import type { UndoManager } from 'yjs';

import { phrases } from '../phrases/phrases.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { keysInWords } from './shortcuts.ts';

const words = phrases.editor;

export function UndoButtons({ editor }: { readonly editor: Editor }) {
  const undoable = useStack(editor, 'undo');
  const redoable = useStack(editor, 'redo');
  return (
    <>
      <IconButton
        label={words.undo}
        icon={<Undo2 />}
        shortcut={keysInWords('undo')}
        isDisabled={!undoable}
        onPress={() => editor.chain().focus().undo().run()}
      />
      <IconButton
        label={words.redo}
        icon={<Redo2 />}
        shortcut={keysInWords('redo')}
        isDisabled={!redoable}
        onPress={() => editor.chain().focus().redo().run()}
      />
    </>
  );
}

/** The stacks change after the editor's transaction, so they are asked themselves. */
function useStack(editor: Editor, side: 'undo' | 'redo'): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const manager = undoManagerOf(editor);
      const events = ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const;
      for (const event of events) manager?.on(event, listener);
      return () => {
        for (const event of events) manager?.off(event, listener);
      };
    },
    [editor],
  );
  return useSyncExternalStore(subscribe, () => {
    const manager = undoManagerOf(editor);
    return side === 'undo' ? (manager?.canUndo() ?? false) : (manager?.canRedo() ?? false);
  });
}

function undoManagerOf(editor: Editor): UndoManager | undefined {
  return yUndoPluginKey.getState(editor.state)?.undoManager;
}
