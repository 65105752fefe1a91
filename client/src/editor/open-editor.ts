/** Puts the parts of the editor together: the text's own extensions, Collaboration, and what only the screen needs. */
import { bodyOf } from '@gloss/shared/text/body';
import { schema, textExtensions } from '@gloss/shared/text/schema';
import type { ThreadId } from '@gloss/shared/words/ids';
import { Editor, Extension } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';

import type { Originals } from '../desk/originals.ts';
import { phrases } from '../phrases/phrases.ts';
import { activationPlugin } from './activation.ts';
import { caretsOf } from './caret.ts';
import { HeldSelection } from './held-selection.ts';
import { Indent } from './indent.ts';
import type { KeyCommands } from './keys.ts';
import { keysFor } from './keys.ts';
import { sayTableTooLarge } from './large-tables.ts';
import { linksThatOpen } from './links.ts';
import { MoveBlocks } from './move-blocks.ts';
import { ownCaretIn } from './own-caret.ts';
import { ownChanges } from './own-changes.ts';
import { passageEdgesPlugin } from './passage-edges.ts';
import { passagesPlugin } from './passages-plugin.ts';
import { cleanPasted } from './paste.ts';
import { placeholder } from './placeholder.ts';
import { ReadOnly } from './read-only.ts';
import { sectionNumbersPlugin } from './section-numbers.ts';
import './undo-order.ts';
import { wideTables } from './wide-tables.ts';
import { yjsText } from './yjs-text.ts';

/**
 * Undo takes back one's own edits only: a block that it would remove, such as a heading made of a paragraph, stays while it
 * holds words of somebody else. (y-tiptap spares paragraphs by itself and nothing else.)
 */
const everyBlock = new Set(Object.keys(schema.nodes));

/** More top-level blocks than this, and those out of sight are not laid out (`text.css`, `.long`). */
const longText = 300;

export interface EditorWorld extends KeyCommands {
  readonly element: HTMLElement;
  /** Synced: an editor on an empty replica would write an empty paragraph into it. */
  readonly text: Y.Doc;
  readonly awareness: Awareness;
  readonly writable: boolean;
  /** Given where the text is one's own, beside the shared one: then what it changes is drawn. */
  readonly originals?: Originals | undefined;
  activate(thread: ThreadId | null): void;
}

/** @returns the editor, mounted. The caller destroys it. */
export function openEditor(world: EditorWorld): Editor {
  const { element, text, awareness, writable } = world;
  const words = phrases.editor;
  return new Editor({
    element,
    injectCSS: false,
    // Also for those who may only read: see read-only.ts.
    editable: true,
    extensions: [
      ...textExtensions({ assignIds: writable, onTooLarge: sayTableTooLarge }),
      Collaboration.configure({
        fragment: bodyOf(text),
        yUndoOptions: { protectedNodes: everyBlock },
      }),
      caretsOf(awareness),
      ownCaretIn(bodyOf(text)),
      Extension.create({
        name: 'passages',
        addProseMirrorPlugins: () => [
          passagesPlugin(yjsText(text)),
          passageEdgesPlugin(),
          activationPlugin((thread) => world.activate(thread), writable),
        ],
      }),
      Extension.create({
        name: 'frame',
        addProseMirrorPlugins: () => [framePlugin, sectionNumbersPlugin()],
      }),
      ...(world.originals ? [ownChangesOf(world.originals)] : []),
      HeldSelection,
      Indent,
      keysFor(world),
      MoveBlocks,
      linksThatOpen(writable),
      wideTables(words.wideTable),
      ...(writable ? [placeholder(words.placeholder)] : [ReadOnly]),
    ],
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': words.text,
        lang: document.documentElement.lang,
        ...(writable && { spellcheck: 'true' }),
      },
      transformPastedHTML: cleanPasted,
    },
  });
}

function ownChangesOf(originals: Originals): Extension {
  return Extension.create({
    name: 'ownChanges',
    addProseMirrorPlugins: () => [ownChanges(originals)],
  });
}

const framePlugin = new Plugin({
  key: new PluginKey('frame'),
  props: {
    attributes: ({ doc: { childCount } }) => ({
      class: childCount > longText ? 'text long' : 'text',
    }),
  },
});
