/**
 * For people who may read and annotate but not write. The text stays `contenteditable`, so that it has a caret and
 * Shift with the arrows selects words; every change that does not come from the server is refused here.
 */
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

/** What would change the text in the browser before ProseMirror hears of it. Copying and selecting are left alone. */
const refused = [
  'beforeinput',
  'cut',
  'paste',
  'dragstart',
  'drop',
  // Swallowed as a whole: with half of it ProseMirror would wait for the end of the composition.
  'compositionstart',
  'compositionupdate',
  'compositionend',
] as const;

export const ReadOnly = Extension.create({
  name: 'readOnly',
  priority: 2000,
  addProseMirrorPlugins() {
    const swallow = (_view: unknown, event: Event): boolean => {
      event.preventDefault();
      return true;
    };
    return [
      new Plugin({
        key: new PluginKey('readOnly'),
        // The last word, whatever the browser, an input rule or a shortcut came up with.
        filterTransaction: (transaction) =>
          !transaction.docChanged || transaction.getMeta(ySyncPluginKey) !== undefined,
        props: {
          attributes: {
            'aria-readonly': 'true',
            // No keyboard pops up on a phone, and no red lines under words one cannot correct.
            inputmode: 'none',
            spellcheck: 'false',
          },
          handleDOMEvents: Object.fromEntries(refused.map((name) => [name, swallow])),
          handleTextInput: () => true,
        },
      }),
    ];
  },
});
