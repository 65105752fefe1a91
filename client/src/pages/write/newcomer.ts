/** Who has just been appointed, and the link to hand over to them. Pure. */
import type { Appoint, Appointed } from '@gloss/shared/wire/api';
import type { AccountId } from '@gloss/shared/words/ids';
import type { Participant } from '@gloss/shared/words/participant';

export interface Newcomer {
  /** Null where nobody new is on the list: somebody who took part already was appointed again. */
  readonly account: AccountId | null;
  readonly name: string;
  readonly link: string;
}

/** @param before the participants as they were before the answer. */
export function newcomerIn(
  { participants, link }: Appointed,
  asked: Appoint,
  before: readonly Participant[],
): Newcomer {
  const known = new Set(before.map(({ account }) => account));
  const added = participants.find(({ account }) => !known.has(account));
  return { account: added?.account ?? null, name: added?.name ?? asked.name.trim(), link };
}
