/** One stored document, read by the journal's own rules and replayed. What it says is judged by check-text and check-docket. */
import type { AccountId } from '@gloss/shared/words/ids';
import * as Y from 'yjs';

import type { DocumentName } from '../journal/document.ts';
import type { Stored } from '../journal/journal.ts';
import { replayInto, updatesOf } from '../journal/replay.ts';
import { checkSameContent } from '../journal/same-content.ts';
import type { Examined } from './examined.ts';
import { reasonOf } from './finding.ts';

/** A document that could be read and replayed. */
export interface Replayed {
  readonly doc: Y.Doc;
  /** The last entry in it. */
  readonly seq: number;
  /** Yjs client id → whose it is. */
  readonly clients: ReadonlyMap<number, AccountId>;
}

/** @returns the document; null where nothing was ever written of it; undefined where it is damaged, which is then found. */
export function replay(name: DocumentName, house: Examined): Replayed | null | undefined {
  const { tables, findings } = house;
  let stored: Stored;
  try {
    stored = tables.read(name);
  } catch (error) {
    findings.wrong(name, `The journal is damaged: ${reasonOf(error)}`);
    return undefined;
  }
  const { checkpoint, entries } = stored;
  if (!checkpoint && entries.length === 0) return null;
  findings.count('documents');
  findings.count('entries', entries.length);
  findings.count('checkpoints', checkpoint ? 1 : 0);
  findings.count('client ids', stored.clients.size);
  checkAccounts(name, stored, house);
  const doc = made(stored);
  if (doc === null) {
    findings.wrong(name, 'An entry is no update that Yjs can apply.');
    return undefined;
  }
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) {
    findings.wrong(name, 'It refers to edits that were never stored.');
    return undefined;
  }
  checkUnproven(name, stored, house);
  return { doc, seq: entries.at(-1)?.seq ?? checkpoint?.seq ?? 0, clients: stored.clients };
}

function made(stored: Stored): Y.Doc | null {
  const doc = new Y.Doc({ gc: true });
  try {
    replayInto(doc, updatesOf(stored));
    return doc;
  } catch {
    return null;
  }
}

function checkAccounts(name: DocumentName, { entries, clients }: Stored, house: Examined): void {
  const named = new Set<AccountId>([...entries.map(({ account }) => account), ...clients.values()]);
  for (const account of named)
    if (!house.isAccount(account))
      house.findings.wrong(name, `It was written by the account ${account}, which is not there.`);
}

/** A checkpoint that is still to be proven must say what its entries say; a server that goes down leaves it behind. */
function checkUnproven(name: DocumentName, stored: Stored, { file, tables, findings }: Examined) {
  const rows = file
    .prepare('select seq from journal_checkpoint where document = ? and proven = 0')
    .all(name) as { seq: number }[];
  for (const { seq } of rows) {
    findings.count('checkpoints');
    try {
      checkSameContent(name, stored, tables.proposed(name, seq));
    } catch {
      findings.look(
        name,
        `The new checkpoint at ${seq}, not in use yet, does not say what the journal says.`,
        'Restart Gloss: it drops this checkpoint, and the journal is whole without it.',
      );
    }
  }
}
