/**
 * Station 7 of 7, the other screens: the frame comes down, Yjs merges it, and the editor shows it. Here the next letter's
 * journey begins: client/src/editor/text-editor.tsx. Also sends this device's own edits, and counts for `saved.ts` what the
 * server acknowledges.
 */
import { message, readAcknowledged, readRefused } from '@gloss/shared/wire/frames';
import type { Refusal } from '@gloss/shared/words/refusal';
import { refusalSentences } from '@gloss/shared/words/refusal';
import type { Decoder } from 'lib0/decoding';
import * as decoding from 'lib0/decoding';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';

import { blocksTouched } from './blocks.ts';
import { meaningOf } from './close-meaning.ts';
import type { Edition, End, Wire } from './connection.ts';
import { connect, connectAnew } from './connection.ts';
import { countingSockets } from './counting-socket.ts';
import { standInLine } from './first-tab.ts';
import type { Homeless } from './mind-words.ts';
import { mindWords } from './mind-words.ts';
import type { Outbox } from './outbox.ts';
import { noticeOverdue } from './overdue.ts';
import type { Happening, Progress } from './saved.ts';
import { after, begun, unsentOf } from './saved.ts';

/** Why a text is synced no longer. `refused`: the server did not take an edit; nothing more is sent from this document. */
export type TextEnd =
  | { readonly is: 'refused'; readonly refusal: Refusal }
  | { readonly is: Exclude<End, 'refused'> };

export interface TextSyncOptions {
  readonly wire: Wire;
  readonly edition: Edition;
  readonly text: { readonly doc: Y.Doc; readonly awareness: Awareness };
  readonly outbox: Outbox;
  /** Whether this person may write the text. */
  readonly writes: boolean;
  onProgress(progress: Progress): void;
  /** The text is in step with the server, for the first time or again. */
  onSynced(): void;
  onEnd(end: TextEnd): void;
  /** Words went with their block, and the text has no place for them any more. */
  onHomeless(lost: Homeless): void;
}

export interface TextSync {
  progress(): Progress;
  /** Closes the socket for good, like an end does, and goes on counting what is edited. */
  cut(): void;
  /** The blocks edited since all was last acknowledged. */
  blocks(): readonly string[];
  /** Closes the socket, and counts no more. What is unsent stays in the outbox. */
  stop(): void;
}

/** Starts to sync. The outbox must have been read into the document before. */
export function syncText(options: TextSyncOptions): TextSync {
  const { edition, text, outbox, wire } = options;
  let isCut = false;
  let blocks = new Set<string>();
  let progress = begun(options.writes, outbox.leftOver);
  // Those who may not write have lost nothing, and may not put anything back.
  const tab = options.writes ? standInLine(`gloss:${edition.draft}:${edition.epoch}`) : null;
  let incoming: Decoder | null = null;
  const overdue = noticeOverdue(() => connectAnew(provider));

  function happened(happening: Happening): void {
    const next = after(progress, happening);
    if (next === progress) return;
    const unsent = unsentOf(next);
    if (unsent === 0) blocks = new Set();
    if (unsent !== unsentOf(progress)) outbox.count(unsent, [...blocks]);
    progress = next;
    overdue.watch(progress);
    options.onProgress(progress);
  }

  // An edit must be counted before the message that carries it leaves: this listener comes before y-websocket's.
  const countEdit = (
    update: Uint8Array,
    origin: unknown,
    _doc: Y.Doc,
    transaction: Y.Transaction,
  ) => {
    if (origin === provider || outbox.isOrigin(origin)) return;
    for (const bid of blocksTouched(update, transaction)) blocks.add(bid);
    happened({ is: 'edited' });
  };
  text.doc.on('update', countEdit);

  const stopMinding =
    tab &&
    mindWords({
      doc: text.doc,
      cameWith: ({ origin }) => (origin === provider && incoming ? updateIn(incoming) : null),
      isFirstTab: tab.isFirst,
      onHomeless: options.onHomeless,
    });

  const sockets = countingSockets(
    (socket, count) => happened({ is: 'sent', socket, message: count }),
    wire.Socket,
  );
  const provider = connect(
    { ...wire, Socket: sockets.Socket },
    edition,
    'text',
    text,
    (end) => {
      if (end === 'refused')
        refused({ code: 'update-invalid', sentence: refusalSentences['update-invalid'] });
      else finish({ is: end });
    },
    (connecting) => {
      const sync = connecting.messageHandlers[message.sync];
      connecting.messageHandlers[message.sync] = (encoder, decoder, ...rest) => {
        incoming = decoding.clone(decoder);
        sync?.(encoder, decoder, ...rest);
        incoming = null;
      };
      connecting.messageHandlers[message.acknowledged] = (_encoder, decoder) => {
        const { count } = readAcknowledged(decoder);
        happened({ is: 'acknowledged', socket: sockets.newest(), count });
      };
      connecting.messageHandlers[message.refused] = (_encoder, decoder) => {
        const { code, sentence } = readRefused(decoder);
        // Too much at once is no judgement of the words: the close that follows says to wait, then all of it is sent again.
        if (code !== 'too-many') refused({ code, sentence });
      };
      connecting.on('status', ({ status }) => {
        if (status === 'connected') happened({ is: 'connected', socket: sockets.newest() });
      });
      connecting.on('connection-close', () => happened({ is: 'disconnected' }));
      connecting.on('closed', ({ code }) => {
        if (meaningOf(code) === 'wait') happened({ is: 'told-to-wait' });
      });
      connecting.on('sync', (isSynced) => {
        if (!isSynced) return;
        outbox.markWhole();
        // From here on what is deleted is seen to at once.
        text.doc.gc = true;
        happened({ is: 'synced' });
        options.onSynced();
      });
    },
  );

  function refused(refusal: Refusal): void {
    finish({ is: 'refused', refusal });
  }

  function finish(end: TextEnd): void {
    if (isCut) return;
    cut();
    options.onEnd(end);
  }

  function cut(): void {
    if (isCut) return;
    isCut = true;
    overdue.stop();
    tab?.leave();
    stopMinding?.();
    provider.destroy();
    happened({ is: 'disconnected' });
  }

  function stop(): void {
    cut();
    text.doc.off('update', countEdit);
  }

  return { progress: () => progress, blocks: () => [...blocks], cut, stop };
}

/** @returns the update in a sync message that is read from here on: what y-protocols reads of it, once more. */
function updateIn(message: Decoder): Uint8Array {
  const again = decoding.clone(message);
  decoding.readVarUint(again);
  return decoding.readVarUint8Array(again);
}
