/**
 * The form of a draft's text: which nodes and marks there are. Editor, server and files all go by it; `check.ts` judges
 * by it. A change of it is a change of `schemaHash`, and clients of another hash are told to reload.
 */
import type { Extensions } from '@tiptap/core';
import { Extension, getSchema } from '@tiptap/core';
import { Link } from '@tiptap/extension-link';
import { Subscript } from '@tiptap/extension-subscript';
import { Superscript } from '@tiptap/extension-superscript';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { UniqueID } from '@tiptap/extension-unique-id';
import type { Schema } from '@tiptap/pm/model';
import { StarterKit } from '@tiptap/starter-kit';
import * as sha256 from 'lib0/hash/sha256';
import { encodeUtf8 } from 'lib0/string';

import { newBlockId } from './block-id.ts';
import { fittingEdits } from './fitting-edits.ts';
import { isAllowedHref } from './href.ts';

/** Nodes that carry a `bid`: everything at the top level or in a list. Rows and cells of a table do not. */
export const blockTypes = [
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'listItem',
  'blockquote',
  'table',
  'horizontalRule',
] as const;

/**
 * A link keeps its address and title only; how it opens is for the screen to say.
 * Unlike Tiptap's own, it forgets `target`, `rel` and `class` of pasted pages.
 */
const PlainLink = Link.extend({
  addAttributes() {
    return { href: { default: null }, title: { default: null } };
  },
});

/**
 * The text's extensions without Collaboration and without anything on screen.
 * @param options.assignIds whether new blocks get a `bid`. Only for those who may write: otherwise a mere click of a
 * reader writes. `onTooLarge`: called when an edit is not done because it would make a table larger than one may be.
 */
export function textExtensions(
  options: { assignIds?: boolean; onTooLarge?: () => void } = {},
): Extensions {
  return [
    StarterKit.configure({
      heading: { levels: [1, 2, 3, 4] },
      code: false,
      codeBlock: false,
      link: false,
      // Each would write on its own account: an empty last paragraph, an undo of other people's work.
      trailingNode: false,
      undoRedo: false,
    }),
    PlainLink.configure({
      openOnClick: false,
      defaultProtocol: 'https',
      isAllowedUri: isAllowedHref,
      HTMLAttributes: { target: null, rel: 'noopener noreferrer nofollow', class: null },
    }),
    Subscript,
    Superscript,
    Table.configure({ resizable: false }),
    TableRow,
    TableHeader,
    TableCell,
    Extension.create({
      name: 'fittingEdits',
      addProseMirrorPlugins: () => [fittingEdits(options.onTooLarge)],
    }),
    UniqueID.configure({
      attributeName: 'bid',
      types: [...blockTypes],
      generateID: newBlockId,
      updateDocument: options.assignIds ?? false,
    }),
  ];
}

/** The ProseMirror schema of the text. Needs no DOM. */
export const schema: Schema = getSchema(textExtensions());

/** Twelve hex digits that differ whenever nodes, marks, their nesting or their attributes differ: the handshake's value. */
export const schemaHash: string = hashOf(schema);

function hashOf({ spec }: Schema): string {
  const shape: unknown[] = [];
  spec.nodes.forEach((name, { content, group, marks, inline, attrs }) => {
    shape.push(['node', name, content, group, marks, inline, attributesOf(attrs)]);
  });
  spec.marks.forEach((name, { excludes, attrs }) => {
    shape.push(['mark', name, excludes, attributesOf(attrs)]);
  });
  const digest = sha256.digest(encodeUtf8(JSON.stringify(shape)));
  return Array.from(digest.slice(0, 6), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function attributesOf(attrs: Readonly<Record<string, { default?: unknown }>> = {}): unknown[] {
  const names = Object.keys(attrs).toSorted();
  return names.map((name) => [name, attrs[name]?.default]);
}
