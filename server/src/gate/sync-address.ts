/** The address of a sync socket, `/sync/<draft>/text` or `/sync/<draft>/docket`, and what its query names. */
import { schemaHash } from '@gloss/shared/text/schema';
import { query } from '@gloss/shared/wire/frames';
import { protocolVersion } from '@gloss/shared/wire/version';
import { DraftId } from '@gloss/shared/words/ids';

export interface SyncAddress {
  readonly draft: DraftId;
  readonly document: 'text' | 'docket';
  /** As named in the query; null where it is not. */
  readonly protocol: string | null;
  readonly schema: string | null;
  readonly epoch: string | null;
}

/** @returns null for an address that is no socket's. */
export function readSyncAddress(url: string): SyncAddress | null {
  const [, draft, document, named] = /^\/sync\/([^/?]+)\/(text|docket)(?:\?(.*))?$/.exec(url) ?? [];
  const id = DraftId.safeParse(draft);
  if (!id.success) return null;
  const asked = new URLSearchParams(named);
  return {
    draft: id.data,
    document: document === 'text' ? 'text' : 'docket',
    protocol: asked.get(query.protocol),
    schema: asked.get(query.schema),
    epoch: asked.get(query.epoch),
  };
}

/** @returns whether it names anything that is not ours: one unknown mark would cost every client a paragraph. */
export function isOutdated({ protocol, schema, epoch }: SyncAddress, ours: number): boolean {
  return (
    (protocol ?? `${protocolVersion}`) !== `${protocolVersion}` ||
    (schema ?? schemaHash) !== schemaHash ||
    (epoch ?? `${ours}`) !== `${ours}`
  );
}

/** @returns whether it names all that a writer must agree on. One that does not may only read. */
export function namesAll({ protocol, schema, epoch }: SyncAddress): boolean {
  return protocol !== null && schema !== null && epoch !== null;
}
