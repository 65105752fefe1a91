/**
 * Where the others write: a caret and a label with the name of each. Who they are is stamped by the server
 * (shared/wire/presence); an entry that does not read as one is not shown. `others.css` fades the labels.
 */
import { Presence } from '@gloss/shared/wire/presence';
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { yCursorPlugin } from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';

/** @returns the extension that shows the carets of others, and tells them where ours is. */
export function caretsOf(awareness: Awareness) {
  const personOf = (client: number) => shownPresence(awareness.getStates().get(client))?.user;
  return Extension.create({
    name: 'carets',
    addProseMirrorPlugins() {
      return [
        yCursorPlugin(awareness, {
          awarenessStateFilter: (own: number, client: number, state: unknown) =>
            own !== client && shownPresence(state) !== null,
          cursorBuilder: (_user: unknown, client: number) => caretElement(client, personOf(client)),
          selectionBuilder: (_user: unknown, client: number) => ({
            class: `others-selection caret-${personOf(client)?.colour ?? 1}`,
          }),
        }),
        wakingPlugin(awareness),
      ];
    },
  });
}

/** @returns the presence to draw: one with a caret, of somebody who speaks in the draft; readers only watch. */
export function shownPresence(state: unknown): Presence | null {
  const presence = Presence.safeParse(state);
  if (!presence.success || presence.data.user.role === 'reader') return null;
  const { cursor } = presence.data;
  // A position that names no place at all makes Yjs throw in the middle of somebody else's edit.
  const isPlaced = [cursor?.anchor, cursor?.head].every(
    (end) => (end?.item ?? end?.type ?? end?.tname ?? null) !== null,
  );
  return isPlaced ? presence.data : null;
}

function caretElement(client: number, person: Presence['user'] | undefined): HTMLElement {
  const caret = document.createElement('span');
  caret.className = `caret caret-${person?.colour ?? 1}`;
  caret.dataset['client'] = String(client);
  // Carets move all the time: read aloud they would drown the text. Who is here stands in the header.
  caret.ariaHidden = 'true';
  const label = document.createElement('span');
  label.className = 'caret-label';
  label.textContent = person?.name ?? '';
  caret.append(label);
  return caret;
}

/** Shows a label anew when its caret moves: ProseMirror keeps the element, so the fading would not start again by itself. */
function wakingPlugin(awareness: Awareness): Plugin {
  return new Plugin({
    key: new PluginKey('caretLabels'),
    view: ({ dom }) => {
      const stood = new Map<number, string>();
      const wake = ({ added, updated }: { added: number[]; updated: number[] }): void => {
        for (const client of [...added, ...updated]) {
          const stands = JSON.stringify(awareness.getStates().get(client)?.['cursor'] ?? null);
          if (stood.get(client) === stands) continue;
          stood.set(client, stands);
          const label = dom.querySelector(`[data-client="${client}"] > .caret-label`);
          for (const fading of label?.getAnimations() ?? []) {
            fading.currentTime = 0;
            fading.play();
          }
        }
      };
      awareness.on('change', wake);
      return { destroy: () => awareness.off('change', wake) };
    },
  });
}
