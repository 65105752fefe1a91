/** Every draft, one after the other, each seen at one moment: its row, its text, its docket, and how they fit together. */
import { DraftId } from '@gloss/shared/words/ids';

import type { DocumentName } from '../journal/document.ts';
import { docketOf, draftOf, textOf } from '../journal/document.ts';
import { checkAnswers, checkDocket } from './check-docket.ts';
import type { Replayed } from './check-document.ts';
import { replay } from './check-document.ts';
import { checkText } from './check-text.ts';
import { contentHash } from './content-hash.ts';
import type { Examined } from './examined.ts';
import { restoreIt } from './finding.ts';

/** A document as a backup names it. */
export interface Digest {
  readonly document: DocumentName;
  readonly seq: number;
  /** Of what it reads (content-hash.ts). */
  readonly content: string;
}

/** Told after each draft: a bar can be drawn of it. */
export type Progress = (done: number, total: number) => void;

/** Walks all drafts; damage in one does not stop the others. @returns a digest of each document that could be read. */
export function checkDrafts(house: Examined, progress: Progress): Digest[] {
  const drafts = [...new Set([...namedIn(house), ...listedIn(house)])];
  const digests: Digest[] = [];
  drafts.forEach((draft, at) => {
    house.findings.count('drafts');
    house.findings.attempt(draft, () => {
      // One view of both documents and of what is said about them; given up between drafts, so that the server's log can shrink.
      house.file.exec('begin');
      try {
        digests.push(...checkDraft(draft, house));
      } finally {
        house.file.exec('commit');
      }
    });
    progress(at + 1, drafts.length);
  });
  return digests;
}

function checkDraft(draft: DraftId, house: Examined): Digest[] {
  const { file, findings } = house;
  const isListed = file.prepare('select 1 from draft where id = ?').get(draft) !== undefined;
  const [textName, docketName] = [textOf(draft), docketOf(draft)];
  const text = replay(textName, house);
  const docket = replay(docketName, house);
  if (!isListed)
    findings.look(
      draft,
      'Words of a draft that is in nobody’s list: its making was cut short.',
      'Nothing to do; nobody can open it. Its words are still in the database.',
    );
  if (isListed && text === null)
    findings.wrong(textName, 'The draft is in the list, and nothing of its text is there.');
  if (text) checkText(textName, text, house);
  if (docket !== undefined) {
    const threads = docket ? checkDocket(docketName, docket, text ?? undefined, house) : [];
    findings.attempt(draft, () => checkAnswers(draft, threads, house));
  }
  return [...digestOf(textName, text), ...digestOf(docketName, docket)];
}

function digestOf(document: DocumentName, replayed: Replayed | null | undefined): Digest[] {
  if (!replayed) return [];
  const digest = { document, seq: replayed.seq, content: contentHash(replayed.doc) };
  replayed.doc.destroy();
  return [digest];
}

/** The drafts of every document that the journal names anywhere. */
function namedIn({ file, findings }: Examined): Set<DraftId> {
  const drafts = new Set<DraftId>();
  for (const table of ['document', 'entry', 'checkpoint', 'client']) {
    const rows = findings.attempt(`journal_${table}`, () =>
      file.prepare(`select distinct document from journal_${table}`).all(),
    );
    for (const { document } of (rows ?? []) as unknown as { document: DocumentName }[]) {
      const draft = DraftId.safeParse(draftOf(document));
      const isKnown = draft.success && [textOf, docketOf].some((of) => of(draft.data) === document);
      if (isKnown) drafts.add(draft.data);
      else
        findings.wrong(
          `journal_${table}`,
          `“${document}” is not the name of a document.`,
          restoreIt,
        );
    }
  }
  return drafts;
}

function listedIn({ file, findings }: Examined): Set<DraftId> {
  const rows = findings.attempt('draft', () => file.prepare('select id from draft').all()) ?? [];
  return new Set(rows.map((row) => row['id'] as DraftId));
}
