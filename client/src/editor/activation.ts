/** Which thread a click, a tap or the caret asks for. The passages themselves are drawn by passages-plugin.ts. */
import type { ThreadId } from '@gloss/shared/words/ids';
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

import { takeSelection } from './page-selection.ts';
import { threadOf } from './passage.ts';
import { activePassage, passagesAt } from './passages-plugin.ts';

/** @param activate is told the thread asked for, or null for none. `writable`: whether Enter belongs to the text. */
export function activationPlugin(
  activate: (thread: ThreadId | null) => void,
  writable: boolean,
): Plugin {
  // Only a caret moved by keys asks: one moved by a click is the click's business, and typing asks for nothing.
  let movedByKey = false;
  const askFor = (view: EditorView, thread: ThreadId | null): void => {
    if (thread !== activePassage(view.state)) activate(thread);
  };
  return new Plugin({
    key: new PluginKey('activation'),
    props: {
      handleDOMEvents: {
        keydown: (view) => {
          movedByKey = true;
          if (view.state.selection instanceof TextSelection && !view.composing) takeSelection(view);
        },
        pointerdown: () => void (movedByKey = false),
      },
      handleClick(view, pos, { target }) {
        takeSelection(view);
        const element =
          target instanceof Element ? target.closest('mark.passage, .proposed') : null;
        if (element === null) askFor(view, null);
        else if (element.classList.contains('proposed')) askFor(view, threadOf(element));
        else askFor(view, nextOf(passagesAt(view.state, pos), activePassage(view.state)));
        return false;
      },
      handleKeyDown(view, { key, ctrlKey, metaKey, altKey }) {
        if (writable || key !== 'Enter' || ctrlKey || metaKey || altKey) return false;
        const { head } = view.state.selection;
        askFor(view, nextOf(passagesAt(view.state, head), activePassage(view.state)));
        return true;
      },
    },
    view: () => ({
      update(view, before) {
        const { selection, doc } = view.state;
        if (!movedByKey || !selection.empty || before.doc !== doc) return;
        if (before.selection.eq(selection)) return;
        const here = passagesAt(view.state, selection.head);
        const active = activePassage(view.state);
        if (active === null || !here.includes(active)) askFor(view, here[0] ?? null);
      },
    }),
  });
}

/** @returns the innermost passage, or the next one outwards when it is asked for again; from the outermost, the innermost. */
export function nextOf(here: readonly ThreadId[], active: ThreadId | null): ThreadId | null {
  const at = active === null ? -1 : here.indexOf(active);
  return here[(at + 1) % here.length] ?? null;
}
