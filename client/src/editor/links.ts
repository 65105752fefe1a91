/** How links open: plainly for those who only read; with Ctrl or ⌘ for those who write, whose click places the caret. */
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';

import { linkAddress } from './link-address.ts';

export function linksThatOpen(writable: boolean) {
  return Extension.create({
    name: 'linksThatOpen',
    addProseMirrorPlugins() {
      return [
        new Plugin({
          key: new PluginKey('linksThatOpen'),
          props: {
            handleClick(_view, _pos, { target, ctrlKey, metaKey }) {
              const link = target instanceof Element ? target.closest('a[href]') : null;
              const href = link?.getAttribute('href') ?? null;
              if (href === null || (writable && !ctrlKey && !metaKey)) return false;
              const address = linkAddress(href);
              if (address !== null) window.open(address, '_blank', 'noopener,noreferrer');
              return address !== null;
            },
          },
        }),
      ];
    },
  });
}
