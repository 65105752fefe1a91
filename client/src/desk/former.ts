/**
 * The draft as it was open until now. Its editor stays on screen while the draft opens anew, so that nobody types into nothing;
 * what is typed into it goes on into the new text, or is kept as words where it cannot be sent.
 */
import type { Refusal } from '@gloss/shared/words/refusal';
import * as Y from 'yjs';

import type { Device } from '../line/device.ts';
import type { Owner } from '../line/kept-document.ts';
import type { KeptProposals } from '../line/kept-proposals.ts';
import { unsentOf } from '../line/saved.ts';
import type { LiveText, Standing } from '../line/set-aside.ts';
import { canBeSent, dropText, keepLive, setAside, whyKept } from '../line/set-aside.ts';
import type { Shelf } from '../line/unsent-words.ts';
import { newShelf } from '../line/unsent-words.ts';
import type { Documents } from './documents.ts';
import type { MadeDesk } from './make-desk.ts';

export interface FormerWorld {
  readonly owner: Owner;
  readonly documents: Documents;
  readonly made: MadeDesk | undefined;
  device(): Promise<Device>;
  /** Where words are kept. */
  place(): Promise<Device>;
  /** Words were kept once more. */
  onKept(): void;
}

export interface Former {
  /** Whether there is an editor on screen. */
  readonly isShown: boolean;
  /** The server refused an edit of it: all that the server lacks is kept as words, and so is what is typed from now on. */
  refuse(refusal: Refusal): Promise<void>;
  /** The server has said what it makes of this person and this text now. */
  standsTo(now: Standing): Promise<void>;
  /** Gives what was typed, and will be, to the text that comes in its place; unless it is kept as words. */
  goOnAs(text: Y.Doc): void;
  /** Whether somebody has changes in it that are not proposed yet. */
  readonly isProposing: boolean;
  /** @returns what somebody was about to propose, and its editor is gone: hide it at once. Undefined where nobody was. */
  leavesFork(): KeptProposals | null | undefined;
  /** Its editor is not shown any more. */
  hide(): void;
  /** Ends it for good. */
  stop(): Promise<void>;
}

/** Closes the sockets of what was open; its text can still be typed into. */
export function formerOf({ owner, documents, made, ...world }: FormerWorld): Former {
  const { text, card } = documents;
  const live: LiveText = {
    doc: text,
    epoch: card.epoch,
    unsent: () => unsentOf(documents.progress()),
    blocks: documents.blocks,
  };
  let isAside = false;
  let isHidden = false;
  let onTyped: ((update: Uint8Array) => void) | null = null;
  const typed = (update: Uint8Array) => onTyped?.(update);
  text.on('update', typed);
  documents.cut();

  /** From now on every key is kept as words: the document itself is kept and counted no more. */
  async function keepAside(shelf: Shelf, refusal: Refusal | undefined): Promise<void> {
    isAside = true;
    onTyped = () =>
      void world
        .place()
        .then((place) => keepLive(place, owner, shelf, live, refusal))
        .then(world.onKept);
    documents.stopCounting();
    await documents.outbox.leave();
  }

  function hide(): void {
    if (isHidden) return;
    isHidden = true;
    made?.stop();
  }

  return {
    isShown: made !== undefined,
    isProposing: made?.desk.hasFork() ?? false,
    async refuse(refusal) {
      const shelf = newShelf();
      await keepLive(await world.place(), owner, shelf, live, refusal);
      await keepAside(shelf, refusal);
      await dropText(await world.device(), owner, card.epoch);
    },
    async standsTo(now) {
      if (isAside) return void (await setAside(await world.device(), owner, now, null));
      const shelf = await setAside(await world.device(), owner, now, live);
      if (shelf !== null || !canBeSent(card.epoch, now))
        await keepAside(shelf ?? newShelf(), whyKept(now));
    },
    goOnAs(next) {
      if (isAside) return;
      Y.applyUpdate(next, Y.encodeStateAsUpdate(text));
      onTyped = (update) => Y.applyUpdate(next, update);
    },
    leavesFork: () => made?.leavesFork(),
    hide,
    async stop() {
      text.off('update', typed);
      hide();
      await documents.stop();
    },
  };
}
