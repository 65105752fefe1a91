/** What the buttons of the toolbar do, as a table: their words, their keys, when they are on, when they are offered. */
import type { Editor } from '@tiptap/core';
import {
  Bold,
  IndentDecrease,
  IndentIncrease,
  Italic,
  List,
  ListOrdered,
  Minus,
  Quote,
  RemoveFormatting,
  Strikethrough,
  Subscript,
  Superscript,
  Underline,
} from 'lucide-react';
import type { ReactElement } from 'react';

import { phrases } from '../phrases/phrases.ts';
import { announce } from '../ui/announcer.ts';
import { listLevel, mayIndent } from './indent.ts';
import type { Shortcut } from './shortcuts.ts';

const words = phrases.editor;

export interface Action {
  readonly name: string;
  readonly label: string;
  readonly icon: ReactElement;
  readonly keys?: Shortcut;
  /** Absent for actions that are not switched on and off. */
  readonly isOn?: (editor: Editor) => boolean;
  /** Absent for actions that are always possible. */
  readonly isOffered?: (editor: Editor) => boolean;
  readonly run: (editor: Editor) => void;
}

export const marks: readonly Action[] = [
  toggle('bold', <Bold />, (editor) => editor.chain().focus().toggleBold().run()),
  toggle('italic', <Italic />, (editor) => editor.chain().focus().toggleItalic().run()),
  toggle('underline', <Underline />, (editor) => editor.chain().focus().toggleUnderline().run()),
  toggle('strike', <Strikethrough />, (editor) => editor.chain().focus().toggleStrike().run()),
  // Raised and lowered at once is neither.
  toggle('superscript', <Superscript />, (editor) =>
    editor.chain().focus().unsetSubscript().toggleSuperscript().run(),
  ),
  toggle('subscript', <Subscript />, (editor) =>
    editor.chain().focus().unsetSuperscript().toggleSubscript().run(),
  ),
];

export const lists: readonly Action[] = [
  toggle('bulletList', <List />, (editor) => editor.chain().focus().toggleBulletList().run()),
  toggle('orderedList', <ListOrdered />, (editor) =>
    editor.chain().focus().toggleOrderedList().run(),
  ),
  {
    name: 'indent',
    label: words.indent,
    icon: <IndentIncrease />,
    keys: 'indent',
    isOffered: ({ state }) => listLevel(state) > 0,
    run(editor) {
      if (mayIndent(editor.state)) editor.chain().focus().sinkListItem('listItem').run();
      else announce(words.listsGoFourLevels);
    },
  },
  {
    name: 'outdent',
    label: words.outdent,
    icon: <IndentDecrease />,
    keys: 'outdent',
    isOffered: ({ state }) => listLevel(state) > 0,
    run: (editor) => void editor.chain().focus().liftListItem('listItem').run(),
  },
];

export const blocks: readonly Action[] = [
  {
    name: 'blockquote',
    label: words.quotation,
    icon: <Quote />,
    keys: 'quotation',
    isOn: (editor) => editor.isActive('blockquote'),
    run: (editor) => void editor.chain().focus().toggleBlockquote().run(),
  },
  {
    name: 'rule',
    label: words.rule,
    icon: <Minus />,
    run: (editor) => void editor.chain().focus().setHorizontalRule().run(),
  },
];

export const clearing: Action = {
  name: 'clearFormatting',
  label: words.clearFormatting,
  icon: <RemoveFormatting />,
  keys: 'clearFormatting',
  run: (editor) => void editor.chain().focus().unsetAllMarks().run(),
};

type Toggled =
  | 'bold'
  | 'italic'
  | 'underline'
  | 'strike'
  | 'superscript'
  | 'subscript'
  | 'bulletList'
  | 'orderedList';

/** Something of the schema that is on or off at the selection; its name there is its name here. */
function toggle(name: Toggled, icon: ReactElement, run: (editor: Editor) => boolean): Action {
  return {
    name,
    label: words[name],
    icon,
    keys: name,
    isOn: (editor) => editor.isActive(name),
    run: (editor) => void run(editor),
  };
}
