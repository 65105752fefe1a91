/** What lists show of drafts: the row that people keep, and the tally that the journal keeps. */
import type { DraftSummary } from '@gloss/shared/words/draft';
import type { AccountId } from '@gloss/shared/words/ids';
import type { Role } from '@gloss/shared/words/role';

import type { DraftRow } from '../people/database.ts';
import type { HttpWorld, Tally } from './world.ts';

type Sources = Pick<HttpWorld, 'people' | 'tallies'>;

/** @returns the drafts this person takes part in, the last changed first. */
export async function summariesFor(
  { people, tallies }: Sources,
  account: AccountId,
): Promise<DraftSummary[]> {
  const drafts = await people.draftsOf(account);
  const counts = await tallies(drafts.map(({ id }) => id));
  const summaries = drafts.map((draft) => summaryOf(draft, draft.role, counts.get(draft.id)));
  return summaries.toSorted((one, other) => other.changedAt - one.changedAt);
}

/** @returns one draft as a person of this role sees it. */
export async function summaryFor(
  { tallies }: Sources,
  draft: DraftRow,
  role: Role,
): Promise<DraftSummary> {
  return summaryOf(draft, role, (await tallies([draft.id])).get(draft.id));
}

function summaryOf(draft: DraftRow, role: Role, tally: Tally | undefined): DraftSummary {
  const { id, title, status } = draft;
  const changedAt = Math.max(draft.changedAt, tally?.changedAt ?? 0);
  return { id, title, status, role, openThreads: tally?.openThreads ?? 0, changedAt };
}
