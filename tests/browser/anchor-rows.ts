/**
 * What people do to the text around and inside of a passage, by keyboard and by mouse, and what becomes of it: the table
 * of evidence/anchoring.md, A, as hands do it. anchor-words.ts has the text they do it to.
 */
import type { Within, Words } from './anchor-words.ts';
import type { Standing } from './passages.ts';
import type { PersonWindow } from './window.ts';

type Hands = (editor: PersonWindow, words: Words) => Promise<unknown>;

export interface AnchorRow {
  readonly does: string;
  readonly keys: Hands;
  /** Absent where hands have no other way. */
  readonly mouse?: Hands;
  /** Several, where it is one to people whether the words were followed or stayed: nothing is asked of them. */
  readonly standing: Standing | readonly Standing[];
  /** What is marked afterwards, a part a block. */
  readonly marked: (words: Words) => string[];
  readonly within?: Within;
}

const whole = ({ passage }: Words) => [passage];
const none = () => [];
const followed = ['anchored', 'moved'] as const;
const caretIn: Hands = (editor, { head }) => editor.clicksBehind(head);
const select: Hands = (editor, { passage }) => editor.selectsWithMouse(passage);
const selectByKeys: Hands = async (editor, { passage }) =>
  (await editor.clicksBehind(passage)).selectsWithKeys(passage);

/** First where the caret goes, or what is selected, then what is pressed. */
function keysAfter(first: Hands, ...keys: string[]): Hands {
  return async (editor, words) => {
    await first(editor, words);
    await editor.presses(...keys);
  };
}

function toolAfter(first: Hands, ...tools: string[]): Hands {
  return async (editor, words) => {
    await first(editor, words);
    for (const tool of tools) await editor.pressesTool(tool);
  };
}

const behindBefore: Hands = (editor, { before }) => editor.clicksBehind(before);
const behindAfter: Hands = (editor, { after }) => editor.clicksBehind(after);
const overIt: Hands = async (editor, { above }) =>
  (await editor.clicksBehind(above)).presses('Alt+ArrowDown');
const atStart = keysAfter(behindBefore, 'Home');

export const anchorRows: readonly AnchorRow[] = [
  {
    does: 'Enter inside of it',
    keys: keysAfter(caretIn, 'Enter'),
    standing: 'anchored',
    marked: ({ head, tail }) => [head, tail],
  },
  {
    does: 'Enter before it',
    keys: keysAfter(behindBefore, 'Enter'),
    standing: 'anchored',
    marked: whole,
  },
  {
    does: 'Enter behind it',
    keys: keysAfter(behindAfter, 'Enter'),
    standing: 'anchored',
    marked: whole,
  },
  {
    does: 'Enter inside of it and Backspace again',
    keys: keysAfter(caretIn, 'Enter', 'Backspace'),
    standing: 'anchored',
    marked: whole,
  },
  {
    does: 'joining its paragraph with the one above',
    keys: keysAfter(atStart, 'Backspace'),
    standing: 'anchored',
    marked: whole,
  },
  {
    does: 'joining its paragraph with the one below',
    keys: keysAfter(behindAfter, 'Delete'),
    standing: 'anchored',
    marked: whole,
  },
  {
    does: 'making a heading of its paragraph',
    keys: keysAfter(caretIn, 'Control+Alt+2'),
    mouse: async (editor, words) => {
      await caretIn(editor, words);
      await editor.choosesStyle('Heading 2');
    },
    standing: 'anchored',
    marked: whole,
  },
  {
    does: 'making a list of its paragraph',
    keys: keysAfter(caretIn, 'Control+Shift+8'),
    mouse: toolAfter(caretIn, 'Bullet list'),
    standing: 'anchored',
    marked: whole,
  },
  {
    does: 'making a quotation of its paragraph',
    keys: keysAfter(caretIn, 'Control+Shift+B'),
    mouse: toolAfter(caretIn, 'Quotation'),
    standing: 'anchored',
    marked: whole,
  },
  {
    does: 'indenting its list item',
    within: 'list',
    keys: keysAfter(caretIn, 'Tab'),
    mouse: toolAfter(caretIn, 'Indent list item'),
    standing: 'anchored',
    marked: whole,
  },
  {
    does: 'indenting its list item and lifting it again',
    within: 'list',
    keys: keysAfter(caretIn, 'Tab', 'Shift+Tab'),
    mouse: toolAfter(caretIn, 'Indent list item', 'Outdent list item'),
    standing: 'anchored',
    marked: whole,
  },
  {
    does: 'moving its paragraph up',
    keys: keysAfter(caretIn, 'Alt+ArrowUp'),
    standing: followed,
    marked: whole,
  },
  {
    does: 'moving its paragraph down',
    keys: keysAfter(caretIn, 'Alt+ArrowDown'),
    standing: followed,
    marked: whole,
  },
  {
    does: 'moving its list item up',
    within: 'list',
    keys: keysAfter(caretIn, 'Alt+ArrowUp'),
    standing: followed,
    marked: whole,
  },
  {
    does: 'moving a neighbour over it',
    keys: overIt,
    mouse: async (editor, { above, below }) => {
      await editor.selectsWithMouse(above);
      await editor.dragsSelectionBehind(above, below);
    },
    standing: followed,
    marked: whole,
  },
  {
    does: 'moving another list item over its own',
    within: 'list',
    keys: overIt,
    standing: followed,
    marked: whole,
  },
  {
    does: 'taking its words elsewhere',
    keys: async (editor, words) => {
      await selectByKeys(editor, words);
      await editor.presses('Control+x');
      await (await editor.clicksBehind(words.below)).presses('Control+v');
    },
    mouse: async (editor, words) => {
      await select(editor, words);
      await editor.dragsSelectionBehind(words.passage, words.below);
    },
    standing: followed,
    marked: whole,
  },
  {
    does: 'taking its whole paragraph elsewhere',
    keys: async (editor, words) => {
      await (await editor.clicksBehind(words.after)).selectsWithKeys(words.block);
      await editor.presses('Control+x');
      await (await editor.clicksBehind(words.below)).presses('Enter', 'Control+v');
    },
    mouse: async (editor, words) => {
      await editor.selectsWithMouse(words.block);
      await editor.dragsSelectionBehind(words.passage, words.above);
    },
    standing: followed,
    marked: whole,
  },
  {
    does: 'pasting a copy of its words',
    keys: async (editor, words) => {
      await selectByKeys(editor, words);
      await editor.presses('Control+c');
      await (await editor.clicksBehind(words.below)).presses('Control+v');
    },
    mouse: async (editor, words) => {
      await select(editor, words);
      await editor.page.keyboard.down('Control');
      await editor.dragsSelectionBehind(words.passage, words.below);
      await editor.page.keyboard.up('Control');
    },
    standing: 'anchored',
    marked: whole,
  },
  {
    does: 'deleting its words',
    keys: keysAfter(selectByKeys, 'Delete'),
    mouse: keysAfter(select, 'Backspace'),
    standing: 'orphaned',
    marked: none,
  },
  {
    does: 'deleting its words, and undoing that',
    keys: keysAfter(selectByKeys, 'Delete', 'Control+z'),
    mouse: async (editor, words) => {
      await keysAfter(select, 'Delete')(editor, words);
      await editor.pressesTool('Undo');
    },
    standing: 'anchored',
    marked: whole,
  },
  {
    does: 'deleting, undoing and doing it again',
    keys: keysAfter(selectByKeys, 'Delete', 'Control+z', 'Control+Shift+z'),
    mouse: async (editor, words) => {
      await keysAfter(select, 'Delete')(editor, words);
      await editor.pressesTool('Undo');
      await editor.pressesTool('Redo');
    },
    standing: 'orphaned',
    marked: none,
  },
  {
    does: 'deleting its whole paragraph, and undoing that',
    keys: keysAfter(
      (editor, { above }) => editor.clicksBehind(above),
      'Shift+ArrowDown',
      'Shift+End',
      'Delete',
      'Control+z',
    ),
    mouse: async (editor, { block, above }) => {
      await editor.dragsFromEndToEnd(above, block);
      await editor.presses('Delete');
      await editor.pressesTool('Undo');
    },
    standing: 'anchored',
    marked: whole,
  },
  {
    does: 'typing over its first words',
    keys: async (editor, { head }) => {
      await (await editor.clicksBehind(head)).selectsWithKeys(head);
      await editor.types('Other words');
    },
    mouse: async (editor, { head }) => (await editor.selectsWithMouse(head)).types('Other words'),
    standing: 'edited',
    marked: ({ tail }) => [`Other words${tail}`],
  },
  {
    does: 'typing over its last words',
    keys: async (editor, { passage, tail }) => {
      await (await editor.clicksBehind(passage)).selectsWithKeys(tail.trim());
      await editor.types('other words');
    },
    mouse: async (editor, { tail }) =>
      (await editor.selectsWithMouse(tail.trim())).types('other words'),
    standing: 'edited',
    marked: ({ head }) => [`${head} other words`],
  },
  {
    does: 'deleting its last word and typing another',
    keys: async (editor, { passage, tail }) => {
      const last = tail.slice(tail.lastIndexOf(' ') + 1);
      await (await editor.clicksBehind(passage)).selectsWithKeys(last);
      await (await editor.presses('Delete')).types('another');
    },
    standing: 'edited',
    marked: ({ passage }) => [`${passage.slice(0, passage.lastIndexOf(' '))} another`],
  },
  {
    does: 'retyping it',
    keys: async (editor, words) => {
      await selectByKeys(editor, words);
      await editor.types('Something else entirely');
    },
    mouse: async (editor, words) => {
      await select(editor, words);
      await editor.types('Something else entirely');
    },
    standing: 'orphaned',
    marked: none,
  },
  {
    does: 'typing into it',
    keys: async (editor, words) => {
      await caretIn(editor, words);
      await editor.types(' red');
    },
    standing: 'edited',
    marked: ({ head, tail }) => [`${head} red${tail}`],
  },
  {
    does: 'typing right at both of its ends',
    keys: async (editor, words) => {
      await (await editor.clicksBehind(words.passage)).types('s');
      await (await editor.selectsWithMouse(words.passage)).presses('ArrowLeft');
      await editor.types('very ');
    },
    standing: 'anchored',
    marked: whole,
  },
  {
    does: 'making it bold',
    keys: keysAfter(selectByKeys, 'Control+b'),
    mouse: toolAfter(select, 'Bold'),
    standing: 'anchored',
    marked: whole,
  },
  {
    does: 'making half of it bold',
    keys: async (editor, { head }) => {
      await (await editor.clicksBehind(head)).selectsWithKeys(head);
      await editor.presses('Control+b');
    },
    mouse: async (editor, { head }) => (await editor.selectsWithMouse(head)).pressesTool('Bold'),
    standing: 'anchored',
    marked: whole,
  },
  {
    does: 'changing its table cell, or the row above',
    within: 'table',
    keys: keysAfter(caretIn, 'Enter', 'Backspace'),
    mouse: async (editor, words) => {
      await toolAfter(caretIn, 'Table')(editor, words);
      await editor.page.getByRole('menuitem', { name: 'Add row above' }).click();
    },
    standing: 'anchored',
    marked: whole,
  },
  {
    does: 'making a paragraph of its heading',
    within: 'heading',
    keys: keysAfter(caretIn, 'Control+Alt+0'),
    mouse: async (editor, words) => {
      await caretIn(editor, words);
      await editor.choosesStyle('Paragraph');
    },
    standing: 'anchored',
    marked: whole,
  },
];
