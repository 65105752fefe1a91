/** Ids that come from outside as bytes or JSON. */
import type * as Y from 'yjs';

/**
 * @returns whether an id is of whole numbers that JavaScript tells from their neighbours. lib0 reads others, too, where enough
 * bytes say them: up to 2^60, of which a journal could not give back what it was given; more than that; and `NaN`, of which no
 * comparison says that anything is wrong.
 */
export function isPlainId({ client, clock }: Pick<Y.ID, 'client' | 'clock'>): boolean {
  return Number.isSafeInteger(client) && Number.isSafeInteger(clock);
}
