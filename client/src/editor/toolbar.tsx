/** The row above the page: how the words look, and the way to annotate them. Arrows walk in it, Tab leaves it. */
import type { Editor } from '@tiptap/core';
import { CircleHelp, MessageSquarePlus } from 'lucide-react';
import { Group } from 'react-aria-components/Group';
import { Toolbar as AriaToolbar } from 'react-aria-components/Toolbar';

import { phrases } from '../phrases/phrases.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Formatting } from './formatting.tsx';
import { keysInWords } from './shortcuts.ts';
import { UndoButtons } from './undo-buttons.tsx';

import styles from './toolbar.module.css';

const words = phrases.editor;

export interface ToolbarProps {
  /** Null while the editor opens: the row keeps its height. */
  readonly editor: Editor | null;
  readonly writable: boolean;
  readonly mayAnnotate: boolean;
  readonly onAnnotate: () => void;
  /** Opens the sheet of shortcuts. */
  readonly onShortcuts?: () => void;
  readonly openThreads: number;
  readonly decidedThreads: number;
}

export function Toolbar(props: ToolbarProps) {
  const { editor, writable, mayAnnotate, onAnnotate, onShortcuts } = props;
  return (
    <div className={styles.bar}>
      <AriaToolbar aria-label={words.toolbar} className={styles.row ?? ''}>
        {writable && editor !== null && (
          <>
            <Formatting editor={editor} />
            <Group className={styles.group ?? ''}>
              <UndoButtons editor={editor} />
            </Group>
          </>
        )}
        {mayAnnotate && (
          <Button look="ghost" icon={<MessageSquarePlus aria-hidden />} onPress={onAnnotate}>
            {words.annotate}
            <kbd className={styles.keys}>{keysInWords('annotate')}</kbd>
          </Button>
        )}
        {onShortcuts !== undefined && (
          <IconButton
            label={words.shortcuts}
            icon={<CircleHelp />}
            shortcut="?"
            onPress={onShortcuts}
          />
        )}
      </AriaToolbar>
      <p className={styles.counts}>
        {words.openThreads(props.openThreads)} · {words.decidedThreads(props.decidedThreads)}
      </p>
    </div>
  );
}
