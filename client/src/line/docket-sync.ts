/** The docket as it comes down: everyone reads it, the server alone writes it, the device keeps it. */
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';

import type { Edition, End, Wire } from './connection.ts';
import { connect } from './connection.ts';
import type { Device } from './device.ts';
import type { Owner } from './kept-document.ts';
import { keepDocument } from './kept-document.ts';

export interface DocketSync {
  readonly doc: Y.Doc;
  /** Whether this device had a whole docket to begin with. */
  readonly whole: boolean;
  stop(): void;
}

/** Reads what the device has of the docket, then follows the server. */
export async function syncDocket(options: {
  readonly wire: Wire;
  readonly edition: Edition;
  readonly device: Device;
  readonly owner: Owner;
  onSynced(): void;
  onEnd(end: End): void;
}): Promise<DocketSync> {
  const doc = new Y.Doc();
  const kept = await keepDocument(
    options.device,
    options.owner,
    'docket',
    options.edition.epoch,
    doc,
  );
  // Presence belongs to the text. On this socket nobody is anybody.
  const awareness = new Awareness(doc);
  awareness.setLocalState(null);
  const provider = connect(
    options.wire,
    options.edition,
    'docket',
    { doc, awareness },
    (end) => options.onEnd(end),
    (connecting) =>
      connecting.on('sync', (isSynced) => {
        if (!isSynced) return;
        kept.markWhole();
        options.onSynced();
      }),
  );
  return {
    doc,
    whole: kept.whole,
    stop() {
      provider.destroy();
      void kept.leave();
      doc.destroy();
    },
  };
}
