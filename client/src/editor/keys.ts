/** The keys of the text beyond those that Tiptap brings: annotate, clear formatting, leave a thread. */
import { Extension } from '@tiptap/core';

export interface KeyCommands {
  annotate(): void;
  /** Escape: no thread is active any more. */
  leaveThread(): boolean;
}

export function keysFor(commands: KeyCommands) {
  return Extension.create({
    name: 'keys',
    addKeyboardShortcuts() {
      return {
        'Mod-Alt-m': () => {
          commands.annotate();
          return true;
        },
        'Mod-\\': ({ editor }) => editor.commands.unsetAllMarks(),
        Escape: () => commands.leaveThread(),
      };
    },
  });
}
