/** The buttons for how words and blocks look: those of the text, and of the small editor on a card. */
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { Link } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Group } from 'react-aria-components/Group';

import { phrases } from '../phrases/phrases.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { BlockStyle } from './block-style.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { keysInWords } from './shortcuts.ts';
import { TableMenu } from './table-menu.tsx';
import type { Action } from './toolbar-actions.tsx';
import { blocks, clearing, lists, marks } from './toolbar-actions.tsx';

import styles from './toolbar.module.css';

const words = phrases.editor;

export function Formatting({ editor }: { readonly editor: Editor }) {
  const [isLinking, setLinking] = useState(false);
  const isLink = useEditorState({ editor, selector: ({ editor }) => editor.isActive('link') });

  // Mod K opens a dialog, which is the toolbar's; the other shortcuts are the editor's.
  useEffect(() => {
    const { dom } = editor.view;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      setLinking(true);
    };
    dom.addEventListener('keydown', onKeyDown);
    return () => dom.removeEventListener('keydown', onKeyDown);
  }, [editor]);

  return (
    <>
      <BlockStyle editor={editor} />
      <Buttons editor={editor} actions={marks} />
      <Buttons editor={editor} actions={lists} />
      <Group className={styles.group ?? ''}>
        <Buttons editor={editor} actions={blocks} isBare />
        <TableMenu editor={editor} />
        <IconButton
          label={words.link}
          icon={<Link />}
          shortcut={keysInWords('link')}
          isOn={isLink}
          onPress={() => setLinking(true)}
        />
        <Buttons editor={editor} actions={[clearing]} isBare />
      </Group>
      {isLinking && <LinkDialog editor={editor} onClose={() => setLinking(false)} />}
    </>
  );
}

interface ButtonsProps {
  readonly editor: Editor;
  readonly actions: readonly Action[];
  /** Part of a group that stands already. */
  readonly isBare?: boolean;
}

function Buttons({ editor, actions, isBare = false }: ButtonsProps) {
  const states = useEditorState({
    editor,
    selector: ({ editor }) =>
      actions.map(({ isOn, isOffered }) => ({
        isOn: isOn?.(editor),
        isOffered: isOffered?.(editor) ?? true,
      })),
  });
  const buttons = actions.map((action, at) => {
    const { isOn, isOffered = true } = states[at] ?? {};
    return (
      <IconButton
        key={action.name}
        label={action.label}
        icon={action.icon}
        isDisabled={!isOffered}
        onPress={() => action.run(editor)}
        {...(isOn !== undefined && { isOn })}
        {...(action.keys !== undefined && { shortcut: keysInWords(action.keys) })}
      />
    );
  });
  return isBare ? <>{buttons}</> : <Group className={styles.group ?? ''}>{buttons}</Group>;
}
