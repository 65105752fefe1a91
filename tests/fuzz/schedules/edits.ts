/** The edits that a typist knows, one ProseMirror command each, at a place of the dice's choosing. */
import { schema } from '@gloss/shared/text/schema';
import {
  deleteSelection,
  joinBackward,
  joinForward,
  lift,
  setBlockType,
  splitBlock,
  toggleMark,
  wrapIn,
} from '@tiptap/pm/commands';
import type { Node } from '@tiptap/pm/model';
import { Fragment, Slice } from '@tiptap/pm/model';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from '@tiptap/pm/schema-list';
import type { Command, Transaction } from '@tiptap/pm/state';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  deleteTable,
  toggleHeaderRow,
} from '@tiptap/pm/tables';

import type { Dice } from '../../stage/dice.ts';

interface Desk {
  readonly state: EditorState;
  readonly dispatch: (tr: Transaction) => void;
  readonly chance: Dice;
}
type Edit = (desk: Desk) => unknown;

const node = (name: string) => {
  const type = schema.nodes[name];
  if (!type) throw new Error(`the schema has no ${name}`);
  return type;
};
const mark = (name: string) => {
  const type = schema.marks[name];
  if (!type) throw new Error(`the schema has no ${name}`);
  return type;
};

const syllables = ['ca', 're ', 'po', 'li', 'cy ', 'é', '🏥', 'data ', 'and ', 'x', '. ', 'Ω'];

export const edits = {
  type: ({ state, dispatch, chance }) => {
    const at = place(state, chance);
    if (at === null) return dispatch(state.tr.insert(0, paragraph(words(chance))));
    const marks = state.doc.resolve(at).marks();
    dispatch(state.tr.insert(at, schema.text(words(chance), marks)));
  },
  delete: run((chance) => withSelection(deleteSelection, chance, 12)),
  retype: ({ state, dispatch, chance }) => {
    const { doc } = state;
    const from = place(state, chance);
    if (from === null) return;
    const to = whole(doc, Math.min(doc.resolve(from).end(), from + 1 + chance.upTo(12)));
    dispatch(state.tr.insertText(instead(doc.textBetween(from, to, ''), chance), from, to));
  },
  'delete across blocks': ({ state, dispatch, chance }) => {
    const [one, other] = [place(state, chance), place(state, chance)];
    if (one === null || other === null || Math.abs(one - other) > 120) return;
    dispatch(state.tr.deleteRange(Math.min(one, other), Math.max(one, other)));
  },
  split: run(() => splitBlock),
  'split item': run(() => splitListItem(node('listItem'))),
  join: run((chance) => (chance.upTo(1) ? joinBackward : joinForward), 'edge'),
  format: run((chance) =>
    withSelection(
      toggleMark(mark(chance.oneOf(['bold', 'italic', 'underline', 'strike', 'superscript']))),
      chance,
      20,
    ),
  ),
  link: run((chance) =>
    withSelection(
      toggleMark(mark('link'), { href: `https://example.org/${chance.upTo(9)}` }),
      chance,
      20,
    ),
  ),
  heading: run((chance) => setBlockType(node('heading'), { level: 1 + chance.upTo(3) })),
  paragraph: run(() => setBlockType(node('paragraph'))),
  list: run((chance) =>
    wrapInList(node(chance.upTo(1) ? 'bulletList' : 'orderedList'), { start: 1 }),
  ),
  indent: run(() => sinkListItem(node('listItem'))),
  outdent: run(() => liftListItem(node('listItem'))),
  quote: run(() => wrapIn(node('blockquote'))),
  lift: run(() => lift),
  'line break': ({ state, dispatch, chance }) => {
    const at = place(state, chance);
    if (at !== null) dispatch(state.tr.insert(at, node('hardBreak').create()));
  },
  rule: ({ state, dispatch, chance }) =>
    dispatch(state.tr.insert(between(state, chance), node('horizontalRule').create())),
  table: ({ state, dispatch, chance }) =>
    dispatch(state.tr.insert(between(state, chance), table(chance))),
  'table row': run((chance) => chance.oneOf([addRowAfter, deleteRow, toggleHeaderRow]), 'cell'),
  'table column': run((chance) => chance.oneOf([addColumnAfter, deleteColumn]), 'cell'),
  'no table': run((chance) => (chance.upTo(3) ? () => false : deleteTable), 'cell'),
  paste: ({ state, dispatch, chance }) => {
    const at = place(state, chance);
    if (at === null) return;
    const blocks = Array.from({ length: 1 + chance.upTo(3) }, () => someBlock(chance));
    const open = chance.upTo(1);
    dispatch(state.tr.replace(at, at, Slice.maxOpen(Fragment.from(blocks), open === 1)));
  },
  move: ({ state, dispatch, chance }) => {
    if (state.doc.childCount < 2) return;
    const from = chance.upTo(state.doc.childCount - 1);
    const moved = state.doc.child(from);
    const tr = state.tr.delete(startOf(state.doc, from), startOf(state.doc, from) + moved.nodeSize);
    const to = chance.upTo(tr.doc.childCount);
    dispatch(tr.insert(startOf(tr.doc, to), moved));
  },
} satisfies Record<string, Edit>;

export type EditName = keyof typeof edits;

/** Runs a command with the caret somewhere in the text, at the beginning or end of a block, or in a cell. */
function run(
  commandFor: (chance: Dice) => Command,
  where: 'anywhere' | 'edge' | 'cell' = 'anywhere',
): Edit {
  return ({ state, dispatch, chance }) => {
    const at = place(state, chance, where);
    if (at === null) return;
    const caret = TextSelection.create(state.doc, at);
    commandFor(chance)(state.apply(state.tr.setSelection(caret)), dispatch);
  };
}

/** The same command with some of the words after the caret selected. */
function withSelection(command: Command, chance: Dice, most: number): Command {
  return (state, dispatch) => {
    const { $from } = state.selection;
    const to = whole(state.doc, Math.min($from.end(), $from.pos + 1 + chance.upTo(most)));
    const selection = TextSelection.create(state.doc, $from.pos, to);
    return command(state.apply(state.tr.setSelection(selection)), dispatch);
  };
}

/** @returns a place for the caret; null where there is none of that kind. */
function place(
  { doc }: EditorState,
  chance: Dice,
  where: 'anywhere' | 'edge' | 'cell' = 'anywhere',
): number | null {
  const runs: { from: number; to: number }[] = [];
  doc.descendants((child, pos, parent) => {
    if (!child.isTextblock) return;
    if (where === 'cell' && !parent?.type.name.startsWith('table')) return;
    runs.push({ from: pos + 1, to: pos + 1 + child.content.size });
  });
  if (runs.length === 0) return null;
  const { from, to } = chance.oneOf(runs);
  if (where === 'edge') return chance.upTo(1) ? from : to;
  return whole(doc, from + chance.upTo(to - from));
}

/** No caret stands within a character of two halves. @returns the place after it where it would. */
function whole(doc: Node, at: number): number {
  const around = at > 0 && at < doc.content.size ? doc.textBetween(at - 1, at + 1, '\n', '\n') : '';
  return /^[\ud800-\udbff][\udc00-\udfff]/.test(around) ? at + 1 : at;
}

/** @returns a place between two top-level blocks. */
function between({ doc }: EditorState, chance: Dice): number {
  return startOf(doc, chance.upTo(doc.childCount));
}

function startOf(doc: Node, index: number): number {
  let at = 0;
  for (let before = 0; before < index; before += 1) at += doc.child(before).nodeSize;
  return at;
}

function words(chance: Dice): string {
  return Array.from({ length: 1 + chance.upTo(2) }, () => chance.oneOf(syllables)).join('');
}

/** @returns other words, or such as begin or end as those do: which of them were kept, nobody can tell by the letters. */
function instead(gone: string, chance: Dice): string {
  const [first = '', ...rest] = gone;
  const others = words(chance);
  return chance.oneOf([others, first + others, others + (rest.at(-1) ?? first), gone + gone]);
}

function paragraph(text: string): Node {
  return node('paragraph').create(null, schema.text(text));
}

function table(chance: Dice): Node {
  const columns = 1 + chance.upTo(2);
  const rows = Array.from({ length: 1 + chance.upTo(2) }, (_, row) => {
    const kind = node(row === 0 ? 'tableHeader' : 'tableCell');
    return node('tableRow').create(
      null,
      Array.from({ length: columns }, () => kind.create(null, paragraph(words(chance)))),
    );
  });
  return node('table').create(null, rows);
}

function someBlock(chance: Dice): Node {
  const text = words(chance);
  switch (chance.upTo(4)) {
    case 0:
      return node('heading').create({ level: 2 }, schema.text(text));
    case 1: {
      const item = () => node('listItem').create(null, paragraph(words(chance)));
      return node('bulletList').create(null, [item(), item()]);
    }
    case 2:
      return node('blockquote').create(null, paragraph(text));
    case 3:
      return table(chance);
    default:
      return node('paragraph').create(null, [
        schema.text('now '),
        schema.text(text, [mark('bold').create()]),
      ]);
  }
}
