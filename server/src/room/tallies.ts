/** Open threads for lists: as the journal tallied them, and counted anew where a tally was lost or damaged. */
import { readThreads } from '@gloss/shared/rules/docket';
import type { DraftId, Instant } from '@gloss/shared/words/ids';
import { awaitsDecision } from '@gloss/shared/words/thread';

import { docketOf } from '../journal/document.ts';
import type { Journal } from '../journal/journal.ts';
import type { Log } from '../log/log.ts';
import { stateOf } from './kept-document.ts';

interface Counted {
  readonly openThreads: number;
  readonly changedAt: Instant;
}

/** The next act in a draft writes its tally anew; until then each list counts. */
export async function countedTallies(
  journal: Pick<Journal, 'tallies' | 'read'>,
  drafts: readonly DraftId[],
  log: Log,
): Promise<Map<DraftId, Counted>> {
  const counted = new Map<DraftId, Counted>();
  for (const [draft, { openThreads, changedAt }] of await journal.tallies(drafts))
    counted.set(draft, {
      openThreads: openThreads ?? (await countAnew(journal, draft, log)),
      changedAt,
    });
  return counted;
}

/** @returns 0 where the docket cannot be read either: whoever opens that draft is told so. */
async function countAnew(
  journal: Pick<Journal, 'read'>,
  draft: DraftId,
  log: Log,
): Promise<number> {
  const event = 'tally-recounted';
  log.warn(
    { event, draft },
    'The tally of a draft is missing or damaged; its threads are counted anew.',
  );
  try {
    return readThreads(stateOf(await journal.read(docketOf(draft)))).filter(awaitsDecision).length;
  } catch (error) {
    log.error(
      { event: 'draft-unreadable', error, draft },
      'The threads of a draft cannot be read.',
    );
    return 0;
  }
}
