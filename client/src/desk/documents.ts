/** The two Yjs documents of an open draft: read from the device, then kept in step with the server. */
import { may } from '@gloss/shared/rules/may';
import { schemaHash } from '@gloss/shared/text/schema';
import type { DraftCard } from '@gloss/shared/words/draft';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';

import type { Wire } from '../line/connection.ts';
import type { Device } from '../line/device.ts';
import { syncDocket } from '../line/docket-sync.ts';
import type { KeptDocument, Owner } from '../line/kept-document.ts';
import { keepDocument } from '../line/kept-document.ts';
import type { Homeless } from '../line/mind-words.ts';
import type { Outbox } from '../line/outbox.ts';
import { openOutbox } from '../line/outbox.ts';
import type { Progress } from '../line/saved.ts';
import type { TextEnd } from '../line/text-sync.ts';
import { syncText } from '../line/text-sync.ts';

/** What the device has of a draft. */
export interface KeptDraft {
  readonly owner: Owner;
  readonly card: DraftCard;
  readonly text: Y.Doc;
  readonly outbox: Outbox;
  readonly docket: Y.Doc;
  readonly docketKept: KeptDocument;
}

export interface Documents extends KeptDraft {
  readonly awareness: Awareness;
  /** Both are whole, by the device or by the server: views may be shown. */
  readonly ready: Promise<void>;
  /** How far the text's edits have come. */
  progress(): Progress;
  /** The blocks edited since all was last acknowledged. */
  blocks(): readonly string[];
  /** Closes both sockets for good. What is typed is still counted, and kept on the device. */
  cut(): void;
  stopCounting(): void;
  /** Ends both. What is unsent stays on the device. */
  stop(): Promise<void>;
}

/** Reads both documents from the device, and keeps them there from now on. */
export async function readDocuments(
  device: Device,
  owner: Owner,
  card: DraftCard,
): Promise<KeptDraft> {
  const text = new Y.Doc();
  const docket = new Y.Doc();
  const [outbox, docketKept] = await Promise.all([
    openOutbox(device, owner, card.epoch, text),
    keepDocument(device, owner, 'docket', card.epoch, docket),
  ]);
  return { owner, card, text, outbox, docket, docketKept };
}

/** Connects both. What happens is told only after this has returned. */
export function syncDocuments(
  kept: KeptDraft,
  wire: Wire,
  on: {
    progress(): void;
    /** The text came into step with the server, for the first time or again. */
    synced(): void;
    /** Told once, or once for each document. */
    end(end: TextEnd): void;
    /** These words went with their block and have no place in the text any more. */
    homeless(lost: Homeless): void;
  },
): Documents {
  const { owner, card, text, outbox, docket, docketKept } = kept;
  const edition = { draft: owner.draft, epoch: card.epoch, schema: schemaHash };
  const awareness = new Awareness(text);
  const textWhole = Promise.withResolvers<void>();
  const docketWhole = Promise.withResolvers<void>();
  if (outbox.whole) textWhole.resolve();
  if (docketKept.whole) docketWhole.resolve();

  const stopDocket = syncDocket({
    wire,
    edition,
    doc: docket,
    kept: docketKept,
    onSynced: docketWhole.resolve,
    // Nothing is sent on it that could be refused: it is fetched anew, like after any other end.
    onEnd: (end) => on.end({ is: end === 'refused' ? 'outdated' : end }),
  });
  const textSync = syncText({
    wire,
    edition,
    text: { doc: text, awareness },
    outbox,
    writes: may(card.role, 'write-text'),
    onProgress: on.progress,
    onSynced() {
      textWhole.resolve();
      on.synced();
    },
    onEnd: on.end,
    onHomeless: on.homeless,
  });

  return {
    ...kept,
    awareness,
    ready: Promise.all([textWhole.promise, docketWhole.promise]).then(() => undefined),
    progress: textSync.progress,
    blocks: textSync.blocks,
    cut() {
      textSync.cut();
      stopDocket();
    },
    stopCounting: textSync.stop,
    async stop() {
      textSync.stop();
      stopDocket();
      await Promise.all([outbox.leave(), docketKept.leave()]);
      text.destroy();
      docket.destroy();
    },
  };
}
