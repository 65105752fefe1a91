import { may } from '@gloss/shared/rules/may';
/** The two Yjs documents of an open draft, read from the device and kept in step with the server. */
import { schemaHash } from '@gloss/shared/text/schema';
import type { DraftCard } from '@gloss/shared/words/draft';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';

import type { Wire } from '../line/connection.ts';
import type { Device } from '../line/device.ts';
import type { DocketSync } from '../line/docket-sync.ts';
import { syncDocket } from '../line/docket-sync.ts';
import type { Owner } from '../line/kept-document.ts';
import type { Outbox } from '../line/outbox.ts';
import { openOutbox } from '../line/outbox.ts';
import type { TextEnd, TextSync } from '../line/text-sync.ts';
import { syncText } from '../line/text-sync.ts';

export interface Documents {
  readonly text: Y.Doc;
  readonly awareness: Awareness;
  readonly textSync: TextSync;
  readonly outbox: Outbox;
  readonly docket: DocketSync;
  /** Both are whole, by the device or by the server: views may be shown. */
  readonly ready: Promise<void>;
  /** Ends both. What is unsent stays on the device. */
  stop(): Promise<void>;
}

export interface DocumentsOptions {
  readonly wire: Wire;
  readonly device: Device;
  readonly owner: Owner;
  readonly card: DraftCard;
  onProgress(): void;
  /** The text came into step with the server, for the first time or again. */
  onSynced(): void;
  onEnd(end: TextEnd): void;
}

export async function openDocuments(options: DocumentsOptions): Promise<Documents> {
  const { wire, device, owner, card } = options;
  const edition = { draft: owner.draft, epoch: card.epoch, schema: schemaHash };
  const text = new Y.Doc();
  const awareness = new Awareness(text);
  const textWhole = Promise.withResolvers<void>();
  const docketWhole = Promise.withResolvers<void>();

  const docket = await syncDocket({
    wire,
    edition,
    device,
    owner,
    onSynced: docketWhole.resolve,
    // A docket refuses nothing, for nothing is sent on it; a broken one is fetched anew like any other end.
    onEnd: (end) => options.onEnd({ is: end === 'refused' ? 'outdated' : end }),
  });
  if (docket.whole) docketWhole.resolve();

  const outbox = await openOutbox(device, owner, card.epoch, text);
  if (outbox.whole) textWhole.resolve();
  const textSync = syncText({
    wire,
    edition,
    text: { doc: text, awareness },
    outbox,
    writes: may(card.role, 'write-text'),
    onProgress: options.onProgress,
    onSynced: () => {
      textWhole.resolve();
      options.onSynced();
    },
    onEnd: options.onEnd,
  });

  return {
    text,
    awareness,
    textSync,
    outbox,
    docket,
    ready: Promise.all([textWhole.promise, docketWhole.promise]).then(() => undefined),
    async stop() {
      textSync.stop();
      docket.stop();
      await outbox.leave();
      text.destroy();
    },
  };
}
