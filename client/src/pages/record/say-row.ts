/** A row of the record in plain words. Details are codes of closed lists; a code this client does not know is shown as it is. */
import type { RecordRow } from '@gloss/shared/words/record';

import { phrases } from '../../phrases/phrases.ts';

/** @returns what was done, as a sentence without its subject. */
export function sayWhat({ did, detail, about }: RecordRow): string {
  return phrases.pages.record.did[did](sayDetail(did, detail), about ? sayName(about) : '');
}

/** @returns who did it. */
export function sayWho({ by }: RecordRow): string {
  return by === null ? phrases.pages.record.house : sayName(by);
}

function sayName({ name }: { readonly name: string }): string {
  return name || phrases.pages.record.unknown;
}

function sayDetail(did: RecordRow['did'], detail: string): string {
  const { roles, statuses, record } = phrases.pages;
  const words: Partial<Record<RecordRow['did'], Readonly<Record<string, string>>>> = {
    decide: phrases.margin.decisions,
    'set-type': phrases.margin.types,
    appointed: roles,
    'changed-role': roles,
    'set-status': statuses,
    downloaded: record.forms,
  };
  return words[did]?.[detail] ?? detail;
}
