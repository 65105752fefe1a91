/** Records of a draft beside its two documents, as they lie in storage: answers to acts, and the tally for lists. */
import type { DraftId } from '@gloss/shared/words/ids';

import { checksumOf } from './checksum.ts';
import { readFacts } from './document-facts.ts';
import type { DocumentFacts, FactsRecord } from './document-facts.ts';
import { draftOf } from './document.ts';
import type { DocumentName } from './document.ts';
import { JournalError } from './journal-error.ts';
import type { Answer, DraftTally, Tally } from './journal.ts';

export interface AnswerRecord extends Pick<Answer, 'account' | 'body'> {
  readonly checksum: number;
}

export interface TallyRecord extends Pick<Tally, 'openThreads'> {
  readonly checksum: number;
}

/** @returns the answer as it is stored. */
export function answerRecord({ draft, act, account, body }: Answer): AnswerRecord {
  return { account, body, checksum: checksumOf([draft, act, account, body]) };
}

/** @returns the answer of a record. Throws where the record is damaged. */
export function readAnswer(
  { draft, act }: Pick<Answer, 'draft' | 'act'>,
  { account, body, checksum }: AnswerRecord,
): Pick<Answer, 'account' | 'body'> {
  if (answerRecord({ draft, act, account, body }).checksum === checksum) return { account, body };
  throw new JournalError('broken', `${draft}: the answer to act ${act} is damaged.`);
}

/** @returns the tally as it is stored. */
export function tallyRecord({ draft, openThreads }: Tally): TallyRecord {
  return { openThreads, checksum: checksumOf([draft, openThreads]) };
}

export interface NamedFacts extends FactsRecord {
  readonly document: DocumentName;
}

/** @returns the tally of every draft that was written. What is damaged counts as not known, and never as nothing. */
export function talliesOf(
  documents: Iterable<NamedFacts>,
  counts: ReadonlyMap<DraftId, TallyRecord>,
): Map<DraftId, DraftTally> {
  const found = new Map<DraftId, DraftTally>();
  for (const { document, ...record } of documents) {
    const { head, changedAt } = soundFacts(document, record) ?? { head: 1, changedAt: 0 };
    // Only bound client ids so far.
    if (head === 0) continue;
    const draft = draftOf(document);
    const before = found.get(draft);
    found.set(draft, {
      openThreads: before ? before.openThreads : openThreadsOf(draft, counts.get(draft)),
      changedAt: Math.max(changedAt, before?.changedAt ?? 0),
    });
  }
  return found;
}

/** @returns nothing where the record is damaged: whoever opens the draft is told. */
function soundFacts(document: DocumentName, record: FactsRecord): DocumentFacts | undefined {
  try {
    return readFacts(document, record);
  } catch {
    return undefined;
  }
}

function openThreadsOf(draft: DraftId, record: TallyRecord | undefined): number | null {
  if (record === undefined) return null;
  const { openThreads, checksum } = record;
  return tallyRecord({ draft, openThreads }).checksum === checksum ? openThreads : null;
}
