/**
 * Where the others write: a caret and a label with the name of each. Who they are is stamped by the server
 * (shared/wire/presence); an entry that does not read as one is not shown. `others.css` fades the labels.
 */
import { Presence } from '@gloss/shared/wire/presence';
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { DecorationSet } from '@tiptap/pm/view';
import { yCursorPlugin, yCursorPluginKey } from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';

/** @returns the extension that shows the carets of others, and tells them where ours is. */
export function caretsOf(awareness: Awareness) {
  const personOf = (client: number) => shownPresence(awareness.getStates().get(client))?.user;
  return Extension.create({
    name: 'carets',
    addProseMirrorPlugins() {
      const isHidden = () => yCursorPluginKey.getState(this.editor.state) === DecorationSet.empty;
      return [
        yCursorPlugin(ofOthers(awareness, isHidden), {
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

/**
 * @param isHidden whether no caret is drawn: y-tiptap hides them all where one moves blocks about, until it hears of anything.
 * @returns the same awareness, which tells of the others alone: where one's own caret went, nothing has to be drawn anew.
 */
export function ofOthers(awareness: Awareness, isHidden: () => boolean): Awareness {
  const { clientID: own } = awareness;
  const asTold = new Map<Told, Told>();
  const isCaretOfOthers = ([client, state]: readonly [number, unknown]): boolean =>
    client !== own && shownPresence(state) !== null;
  const isToldOf = ({ added, updated, removed }: Change): boolean =>
    [...added, ...updated, ...removed].some((client) => client !== own) ||
    (isHidden() && [...awareness.getStates()].some(isCaretOfOthers));
  const on = (name: 'change', tell: Told): void => {
    const told: Told = (change, origin) => {
      if (isToldOf(change)) tell(change, origin);
    };
    asTold.set(tell, told);
    awareness.on(name, told);
  };
  const off = (name: 'change', tell: Told): void => awareness.off(name, asTold.get(tell) ?? tell);
  return Object.create(awareness, { on: { value: on }, off: { value: off } }) as Awareness;
}

interface Change {
  readonly added: readonly number[];
  readonly updated: readonly number[];
  readonly removed: readonly number[];
}

type Told = (change: Change, origin: unknown) => void;

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
