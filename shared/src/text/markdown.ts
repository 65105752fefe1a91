/** The text as Markdown: CommonMark with GFM tables and strike-through, and HTML tags for what Markdown has no sign for. */
import type { Node } from '@tiptap/pm/model';
import type { MarkdownSerializerState } from 'prosemirror-markdown';
import { MarkdownSerializer } from 'prosemirror-markdown';

import type { JSONContent } from './content.ts';
import type { Steps } from './in-steps.ts';
import { blocksOf, withoutStop } from './in-steps.ts';
import { escapeMarkdown, escapePipes } from './markdown-escape.ts';
import { emphasis, isAutolink, linkEnd } from './markdown-marks.ts';
import { serialized } from './markdown-state.ts';
import { schema } from './schema.ts';

type WriteNode = (state: MarkdownSerializerState, node: Node, parent: Node, index: number) => void;

/** @returns the text as a Markdown file that reads back, by `exchange/read-file.ts`, with the same words. */
export function toMarkdown(content: JSONContent): string {
  return withoutStop(markdownInSteps(content));
}

/** @returns the same. Stops after each block, for a text of 200,000 words takes a tenth of a second. */
export function* markdownInSteps(content: JSONContent): Steps<string> {
  const blocks = yield* blocksOf(content);
  const text = schema.topNodeType.create(null, blocks);
  const tightLists = !blocks.some(needsRoom);
  return `${(yield* serialized(serializer, text, { tightLists })).trimEnd()}\n`;
}

const nodes: Record<string, WriteNode> = {
  paragraph(state, node) {
    state.renderInline(node);
    state.closeBlock(node);
  },
  heading(state, node) {
    state.write(`${'#'.repeat(Number(node.attrs['level']))} `);
    state.renderInline(node, false);
    state.closeBlock(node);
  },
  blockquote(state, node) {
    state.wrapBlock('> ', null, node, () => state.renderContent(node));
  },
  horizontalRule(state, node) {
    state.write('---');
    state.closeBlock(node);
  },
  bulletList(state, node, parent, index) {
    const sign = followsItsLike(parent, index) ? '*' : '-';
    state.renderList(node, '  ', () => `${sign} `);
  },
  orderedList(state, node, parent, index) {
    const sign = followsItsLike(parent, index) ? ')' : '.';
    const first = Number(node.attrs['start']);
    const width = String(first + node.childCount - 1).length;
    state.renderList(node, ' '.repeat(width + 2), (at) =>
      `${first + at}${sign} `.padStart(width + 2),
    );
  },
  listItem(state, node) {
    state.renderContent(node);
  },
  table: writeTable,
  hardBreak(state, _node, parent, index) {
    if (parent.type.name === 'heading') state.write('<br>');
    else if (hasMoreThanBreaks(parent, index)) state.write('\\\n');
  },
  text(state, node, parent, index) {
    const text = (node.text ?? '').replaceAll('\n', ' ');
    const raw = isAutolink(parent, index);
    state.text(raw ? text : escapeMarkdown(text, startsLine(parent, index)), false);
  },
};

/** For tests: what `serialized` writes has to be what it writes. */
export const serializer = new MarkdownSerializer(
  nodes,
  {
    bold: emphasis('**', 'strong'),
    italic: emphasis('*', 'em'),
    strike: emphasis('~~', 's'),
    underline: { open: '<u>', close: '</u>', mixable: true },
    subscript: { open: '<sub>', close: '</sub>', mixable: true },
    superscript: { open: '<sup>', close: '</sup>', mixable: true },
    link: {
      open: (_state, _mark, parent, index) => (isAutolink(parent, index) ? '<' : '['),
      close: (_state, mark, parent, index) => (isAutolink(parent, index - 1) ? '>' : linkEnd(mark)),
      mixable: true,
    },
  },
  { hardBreakNodeName: 'hardBreak' },
);

/** Two lists in a row would be read as one, were their signs the same. */
function followsItsLike(parent: Node, index: number): boolean {
  return likesBefore(parent)[index] === 1;
}

/** Of each child how many of its kind stand right before it, 0 for an even number and 1 for an odd one. */
const likesBefore = oncePerParent(({ children }) => {
  const likes: number[] = [];
  for (const [at, { type }] of children.entries())
    likes.push(children[at - 1]?.type === type ? 1 - (likes[at - 1] ?? 0) : 0);
  return likes;
});

function startsLine(parent: Node, index: number): boolean {
  if (index === 0) return parent.type.name !== 'heading';
  return parent.child(index - 1).type.name === 'hardBreak';
}

/**
 * Whether a list within an item would be read as words of the item, were there no empty line between them: one that does
 * not begin at 1, or begins with an empty item.
 */
function needsRoom(block: Node): boolean {
  let found = false;
  block.descendants((node, _pos, parent) => {
    const isInner = parent?.type.name === 'listItem' && node.firstChild?.type.name === 'listItem';
    const first = node.firstChild?.firstChild;
    found ||= isInner && ((node.attrs['start'] ?? 1) !== 1 || first?.textContent.trim() === '');
    return !found;
  });
  return found;
}

/** A break at the end of a block means nothing in Markdown; its sign would be read as a backslash. */
function hasMoreThanBreaks(parent: Node, index: number): boolean {
  return lastWords(parent) > index;
}

const lastWords = oncePerParent(({ children }) =>
  children.findLastIndex(({ text }) => text !== undefined && text.trim() !== ''),
);

/** To ask all siblings of each child costs minutes where there are very many. */
function oncePerParent<Value>(find: (parent: Node) => Value): (parent: Node) => Value {
  const found = new WeakMap<Node, { readonly value: Value }>();
  return (parent) => {
    const known = found.get(parent) ?? { value: find(parent) };
    found.set(parent, known);
    return known.value;
  };
}

/** The first row becomes the header, as GFM has no table without one. A cell is one line; its blocks are parted by breaks. */
function writeTable(state: MarkdownSerializerState, table: Node): void {
  const rows = table.children.map((row) => row.children.flatMap(cellsOf));
  const width = Math.max(...rows.map((row) => row.length));
  for (const [at, row] of rows.entries()) {
    const cells = Array.from({ length: width }, (_, column) => row[column] ?? '');
    state.write(`| ${cells.join(' | ')} |`);
    state.ensureNewLine();
    if (at === 0) {
      state.write(`|${' --- |'.repeat(width)}`);
      state.ensureNewLine();
    }
  }
  state.closeBlock(table);
}

/** A cell over several columns is followed by empty ones. */
function cellsOf(cell: Node): string[] {
  const lines: string[] = [];
  cell.descendants((node) => {
    if (node.isTextblock) lines.push(lineOf(node));
    return !node.isTextblock;
  });
  const spare = Number(cell.attrs['colspan']) - 1;
  return [lines.filter(Boolean).join('<br>'), ...Array.from({ length: spare }, () => '')];
}

function lineOf(textblock: Node): string {
  const alone = schema.topNodeType.create(
    null,
    schema.nodes['paragraph']?.create(null, textblock.content),
  );
  return escapePipes(withoutStop(serialized(serializer, alone)).trim().replaceAll('\\\n', '<br>'));
}
