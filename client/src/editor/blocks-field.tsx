/**
 * A small editor on a card, for a few blocks that a lead writes otherwise than proposed: the schema, the keys and the buttons of
 * the text, and nothing shared. What it holds is handed on with each change.
 */
import { textExtensions } from '@gloss/shared/text/schema';
import type { BlockContent } from '@gloss/shared/words/blocks';
import { Editor, Extension } from '@tiptap/core';
import { history, redo, undo } from '@tiptap/pm/history';
import { CircleAlert } from 'lucide-react';
import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { Toolbar as AriaToolbar } from 'react-aria-components/Toolbar';

import type { BlocksFieldProps } from '../desk/blocks-editing.ts';
import { blocksOf, textWith } from '../desk/blocks-editing.ts';
import { phrases } from '../phrases/phrases.ts';
import { Formatting } from './formatting.tsx';
import { Indent } from './indent.ts';
import { sayTableTooLarge } from './large-tables.ts';
import { linksThatOpen } from './links.ts';
import { MoveBlocks } from './move-blocks.ts';
import { cleanPasted } from './paste.ts';
import { wideTables } from './wide-tables.ts';

import './text.css';
import styles from './blocks-field.module.css';

export function BlocksField(props: BlocksFieldProps) {
  const { label, content, inList, error, takesFocus, onChange } = props;
  const id = useId();
  const mount = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor | null>(null);
  const [begun] = useState(content);
  const change = useEffectEvent((editor: Editor) => onChange(blocksOf(editor.getJSON(), inList)));
  const isOpenedByHand = useEffectEvent(() => takesFocus === true);

  useEffect(() => {
    if (mount.current === null) return undefined;
    const opened = openField(mount.current, begun, id);
    opened.on('update', () => change(opened));
    if (isOpenedByHand()) opened.commands.focus('start', { scrollIntoView: false });
    setEditor(opened);
    return () => {
      setEditor(null);
      opened.destroy();
    };
  }, [begun, id]);

  useEffect(() => {
    const field = editor?.view.dom;
    const ties = { 'aria-invalid': 'true', 'aria-describedby': `${id}-error` };
    for (const [name, value] of Object.entries(ties))
      if (error === undefined) field?.removeAttribute(name);
      else field?.setAttribute(name, value);
  }, [editor, error, id]);

  return (
    <div className={styles.field}>
      <span id={`${id}-label`} className={styles.label}>
        {label}
      </span>
      <AriaToolbar aria-label={phrases.editor.toolbarOf(label)} className={styles.bar ?? ''}>
        {editor !== null && <Formatting editor={editor} />}
      </AriaToolbar>
      <div ref={mount} className={styles.blocks} />
      {error !== undefined && (
        <span id={`${id}-error`} role="alert" className={styles.error}>
          <CircleAlert aria-hidden />
          {error}
        </span>
      )}
    </div>
  );
}

function openField(element: HTMLElement, begun: readonly BlockContent[], id: string): Editor {
  return new Editor({
    element,
    injectCSS: false,
    content: textWith(begun),
    extensions: [
      ...textExtensions({ onTooLarge: sayTableTooLarge }),
      ownHistory,
      Indent,
      MoveBlocks,
      linksThatOpen(true),
      wideTables(phrases.editor.wideTable),
    ],
    editorProps: {
      attributes: {
        class: 'text',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-labelledby': `${id}-label`,
        lang: document.documentElement.lang,
        spellcheck: 'true',
      },
      transformPastedHTML: cleanPasted,
    },
  });
}

const ownHistory = Extension.create({
  name: 'ownHistory',
  // Before the line break that Mod Enter makes in the text: here it sends the form.
  priority: 1000,
  addProseMirrorPlugins: () => [history()],
  addKeyboardShortcuts() {
    const { view } = this.editor;
    return {
      'Mod-z': () => undo(view.state, view.dispatch),
      'Mod-y': () => redo(view.state, view.dispatch),
      'Mod-Shift-z': () => redo(view.state, view.dispatch),
      'Mod-Enter': () => true,
    };
  },
});
