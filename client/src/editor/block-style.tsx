/** What the paragraph at the caret is: plain, or a heading of a level. */
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';

import { phrases } from '../phrases/phrases.ts';
import { Select } from '../ui/select.tsx';

const levels = [1, 2, 3, 4] as const;
type Style = 'paragraph' | '1' | '2' | '3' | '4';

const words = phrases.editor;
const options: readonly { value: Style; label: string }[] = [
  { value: 'paragraph', label: words.paragraph },
  ...levels.map((level) => ({ value: `${level}` as const, label: words.heading(level) })),
];

export function BlockStyle({ editor }: { readonly editor: Editor }) {
  const style = useEditorState({ editor, selector: ({ editor }) => styleAt(editor) });
  return (
    <Select
      label={words.blockStyle}
      isLabelHidden
      look="bare"
      options={options}
      value={style}
      onChange={(chosen) => setStyle(editor, chosen)}
    />
  );
}

function styleAt(editor: Editor): Style {
  const level = levels.find((level) => editor.isActive('heading', { level }));
  return level === undefined ? 'paragraph' : `${level}`;
}

function setStyle(editor: Editor, style: Style): void {
  const level = levels.find((level) => `${level}` === style);
  const chain = editor.chain().focus();
  if (level === undefined) chain.setParagraph().run();
  else chain.setHeading({ level }).run();
}
