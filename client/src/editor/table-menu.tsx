/** Puts a table in; inside of one, changes its rows and columns. */
import type { ChainedCommands, Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { Table } from 'lucide-react';

import { phrases } from '../phrases/phrases.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu, MenuItem, MenuLine } from '../ui/menu.tsx';

const words = phrases.editor;

export function TableMenu({ editor }: { readonly editor: Editor }) {
  const isInside = useEditorState({ editor, selector: ({ editor }) => editor.isActive('table') });
  const act = (change: (chain: ChainedCommands) => ChainedCommands) => () =>
    void change(editor.chain().focus()).run();
  if (!isInside) {
    const insert = act((chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }));
    return <IconButton label={words.insertTable} icon={<Table />} onPress={insert} />;
  }
  return (
    <Menu label={words.table} trigger={<IconButton label={words.table} icon={<Table />} isOn />}>
      <MenuItem onAction={act((chain) => chain.addRowBefore())}>{words.addRowAbove}</MenuItem>
      <MenuItem onAction={act((chain) => chain.addRowAfter())}>{words.addRowBelow}</MenuItem>
      <MenuItem onAction={act((chain) => chain.deleteRow())}>{words.removeRow}</MenuItem>
      <MenuLine />
      <MenuItem onAction={act((chain) => chain.addColumnBefore())}>
        {words.addColumnBefore}
      </MenuItem>
      <MenuItem onAction={act((chain) => chain.addColumnAfter())}>{words.addColumnAfter}</MenuItem>
      <MenuItem onAction={act((chain) => chain.deleteColumn())}>{words.removeColumn}</MenuItem>
      <MenuLine />
      <MenuItem tone="danger" onAction={act((chain) => chain.deleteTable())}>
        {words.deleteTable}
      </MenuItem>
    </Menu>
  );
}
