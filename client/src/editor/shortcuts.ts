/** The keys of every command, once for tooltips and for the sheet, as this machine's keyboard names them. */

/** As Tiptap writes them: `Mod` is ⌘ on Apple's machines and Ctrl elsewhere. */
export const shortcuts = {
  paragraph: 'Mod-Alt-0',
  heading1: 'Mod-Alt-1',
  heading2: 'Mod-Alt-2',
  heading3: 'Mod-Alt-3',
  heading4: 'Mod-Alt-4',
  bold: 'Mod-B',
  italic: 'Mod-I',
  underline: 'Mod-U',
  strike: 'Mod-Shift-S',
  superscript: 'Mod-.',
  subscript: 'Mod-,',
  bulletList: 'Mod-Shift-8',
  orderedList: 'Mod-Shift-7',
  indent: 'Tab',
  outdent: 'Shift-Tab',
  quotation: 'Mod-Shift-B',
  moveBlocks: 'Alt-↑↓',
  link: 'Mod-K',
  clearFormatting: 'Mod-\\',
  undo: 'Mod-Z',
  redo: 'Mod-Shift-Z',
  annotate: 'Mod-Alt-M',
  lineBreak: 'Shift-Enter',
  pastePlain: 'Mod-Shift-V',
  selectWords: 'Shift-←↑↓→',
  leaveThread: 'Escape',
  openThread: 'Enter',
  thisList: '?',
} as const;

export type Shortcut = keyof typeof shortcuts;

const isApple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);
const named: Readonly<Record<string, string>> = isApple
  ? { Mod: '⌘', Alt: '⌥', Shift: '⇧', Escape: 'esc', Enter: '↩', Tab: '⇥' }
  : { Mod: 'Ctrl', Escape: 'Esc' };

/** @returns the keys of a command one by one, such as `['Ctrl', 'Alt', 'M']`. */
export function keysOf(command: Shortcut): string[] {
  return shortcuts[command].split('-').map((key) => named[key] ?? key);
}

/** @returns them in a line: "Ctrl Alt M". */
export function keysInWords(command: Shortcut): string {
  return keysOf(command).join(' ');
}
