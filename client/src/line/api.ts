/** Every address of `wire/api` as a typed question. Each answers a `Ruling`, or `unreachable` (`answer.ts`). */
import type { SentAct } from '@gloss/shared/rules/acts';
import type { Appoint, DraftSettings, Enter } from '@gloss/shared/wire/api';
import { Acted, Appointed, Entered, Me, paths, RecordPage, Revised } from '@gloss/shared/wire/api';
import { DraftCard, DraftSummary } from '@gloss/shared/words/draft';
import type { AccountId, DraftId } from '@gloss/shared/words/ids';
import { Participant } from '@gloss/shared/words/participant';
import type { RecordKind } from '@gloss/shared/words/record';
import type { Role } from '@gloss/shared/words/role';
import * as z from 'zod/mini';

import type { Answer } from './answer.ts';
import { ask, post } from './answer.ts';

export type { Answer, Unreachable } from './answer.ts';

/** Long enough for 10 MB over a slow line. */
const uploadMs = 120_000;

/** Short: an act that is not answered is asked again under the same id, and the screen says "offline" meanwhile. */
const actMs = 8000;

/** Who is signed in here; refused with `not-signed-in` where nobody is. */
export function me(): Promise<Answer<Me>> {
  return ask(Me, paths.me);
}

/** Uses a sign-in link up. */
export function enter(entering: Enter): Promise<Answer<Entered>> {
  return ask(Entered, paths.enter, post(entering));
}

/** Signs out on this device. `sign-out.ts` also clears what the device keeps. */
export function leave(): Promise<Answer<unknown>> {
  return ask(z.unknown(), paths.leave, post({}));
}

/** The drafts one may see. */
export function drafts(): Promise<Answer<DraftSummary[]>> {
  return ask(z.array(DraftSummary), paths.drafts);
}

/** What is needed to open a draft. */
export function draft(id: DraftId): Promise<Answer<DraftCard>> {
  return ask(DraftCard, paths.draft(id));
}

/** An empty draft. */
export function createDraft(title: string): Promise<Answer<DraftSummary>> {
  return ask(DraftSummary, paths.drafts, post({ title }));
}

/** A draft from a Markdown or HTML file; an empty title takes the file's own. */
export function importDraft(file: File, title = ''): Promise<Answer<DraftSummary>> {
  const form = new FormData();
  form.set('title', title);
  form.set('file', file);
  return ask(DraftSummary, paths.drafts, {
    method: 'POST',
    body: form,
    signal: AbortSignal.timeout(uploadMs),
  });
}

/** Makes the text of a draft, of the epoch that is open here, say what a file says. */
export function reviseDraft(id: DraftId, epoch: number, file: File): Promise<Answer<Revised>> {
  const form = new FormData();
  form.set('epoch', String(epoch));
  form.set('file', file);
  return ask(Revised, paths.revision(id), {
    method: 'POST',
    body: form,
    signal: AbortSignal.timeout(uploadMs),
  });
}

/** Changes the title or the status of a draft. */
export function settings(id: DraftId, changed: DraftSettings): Promise<Answer<DraftSummary>> {
  return ask(DraftSummary, paths.draft(id), post(changed));
}

/** Makes someone a participant; the answer brings their sign-in link. */
export function appoint(id: DraftId, person: Appoint): Promise<Answer<Appointed>> {
  return ask(Appointed, paths.participants(id), post(person));
}

/** Gives a participant another role; null removes them. */
export function changeRole(
  id: DraftId,
  account: AccountId,
  role: Role | null,
): Promise<Answer<Participant[]>> {
  return ask(z.array(Participant), paths.participant(id, account), post({ role }));
}

/** A page of the record of a draft, newest first; for leads. `before` is the `next` of the page before. */
export function record(
  id: DraftId,
  wanted: { by: AccountId | null; kind: RecordKind | null; before?: string },
): Promise<Answer<RecordPage>> {
  const { by, kind, before } = wanted;
  const query = new URLSearchParams({
    ...(by && { by }),
    ...(kind && { kind }),
    ...(before && { before }),
  });
  return ask(RecordPage, `${paths.record(id)}?${query}`);
}

/** Sends one act. `act-outbox.ts` is the only caller: acts are kept on the device before they are sent. */
export function sendAct(id: DraftId, sent: SentAct): Promise<Answer<Acted>> {
  return ask(Acted, paths.acts(id), { ...post(sent), signal: AbortSignal.timeout(actMs) });
}
