/** The docket as it comes down: everyone reads it, the server alone writes it, the device keeps it. */
import { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';

import type { Edition, End, Wire } from './connection.ts';
import { connect } from './connection.ts';
import type { KeptDocument } from './kept-document.ts';

export interface DocketSyncOptions {
  readonly wire: Wire;
  readonly edition: Edition;
  readonly doc: Y.Doc;
  readonly kept: KeptDocument;
  onSynced(): void;
  onEnd(end: End): void;
}

/** Follows the server. What the device has must have been read into the document before. @returns how to stop. */
export function syncDocket(options: DocketSyncOptions): () => void {
  const { wire, edition, doc, kept } = options;
  // Presence belongs to the text. On this socket nobody is anybody.
  const awareness = new Awareness(doc);
  awareness.setLocalState(null);
  const provider = connect(
    wire,
    edition,
    'docket',
    { doc, awareness },
    options.onEnd,
    (connecting) =>
      connecting.on('sync', (isSynced) => {
        if (!isSynced) return;
        kept.markWhole();
        options.onSynced();
      }),
  );
  return () => provider.destroy();
}
