/**
 * Looks whether what comes from the server takes words along that nobody deleted (`lost-words.ts`), and writes them where they
 * belong now, as an edit like any other. Words whose place is gone as well are handed on: they are kept on the device.
 */
import { bodyOf } from '@gloss/shared/text/body';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

import type { LostWords } from './lost-words.ts';
import { lostIn } from './lost-words.ts';
import type { Placed, Wanted } from './put-back.ts';
import { placesOf, putBack } from './put-back.ts';

export interface Minding {
  readonly doc: Y.Doc;
  /** @returns the update that the server has sent, while a transaction is of it; null for all others. */
  cameWith(transaction: Y.Transaction): Uint8Array | null;
  /** Whether no other tab of this browser minds what this device has of the text from before. */
  isFirstTab(): boolean;
  /** There is no place for these any more. */
  onHomeless(lost: Homeless): void;
}

/** Words whose block is gone, and nothing has come in its place. */
export interface Homeless {
  /** Those of each block. */
  readonly words: readonly string[];
  /** Who wrote them. */
  readonly by: 'me' | 'others';
}

/** @returns how to stop. */
export function mindWords({ doc, ...minding }: Minding): () => void {
  // Before the editor hears of the change: it draws both at once, and the caret stays where it is between the letters.
  const look = (transaction: Y.Transaction): void => {
    if (transaction.deleteSet.clients.size === 0) return;
    const update = minding.cameWith(transaction);
    if (update === null) return;
    const homeless = { me: [] as string[], others: [] as string[] };
    for (const lost of lostIn(transaction, () => Y.decodeUpdate(update).ds)) {
      const by = lost.wereHere ? 'me' : 'others';
      const mine = placesOf(bodyOf(doc), lost).filter((placed) => isMine(lost, placed));
      const wanted = mine.flatMap((placed) => placed.wanted);
      if (wanted.length > 0) write(wanted, by);
      const left = mine.filter(({ block }) => block === null);
      const words = left.map(({ run }) => run.words).join(' … ');
      if (words.trim() !== '') homeless[by].push(words);
    }
    for (const by of ['me', 'others'] as const)
      if (homeless[by].length > 0) minding.onHomeless({ words: homeless[by], by });
  };

  /** As the editor writes: the caret of whoever types stays where it is, and undo takes one's own words out, but nobody else's. */
  function write(wanted: readonly Wanted[], by: Homeless['by']): void {
    doc.transact((transaction) => {
      if (by === 'others') transaction.meta.set('addToHistory', false);
      putBack(wanted);
    }, ySyncPluginKey);
  }

  /** Of the tabs of one browser, which may all have read the same from its disk, one does it. */
  function isMine({ wereHere }: LostWords, { run, block }: Placed): boolean {
    const by = wereHere ? run.client : block?._item?.id.client;
    return by === doc.clientID || minding.isFirstTab();
  }

  doc.on('beforeObserverCalls', look);
  return () => doc.off('beforeObserverCalls', look);
}
