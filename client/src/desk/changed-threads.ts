/**
 * What is another in a list of threads than before. The lists of a desk hold the same thread until it changed itself, so
 * whatever is counted of all threads is counted once, and afterwards of those that changed.
 */
import type { Thread } from '@gloss/shared/words/thread';

export interface ChangedThreads<Each extends Pick<Thread, 'number'>> {
  /** As they were. */
  readonly left: readonly Each[];
  /** As they are. One that changed is in both. */
  readonly came: readonly Each[];
}

/** @param before and `after`: in order of their numbers. Compares which objects they are, and looks into none but for its number. */
export function changedThreads<Each extends Pick<Thread, 'number'>>(
  before: readonly Each[],
  after: readonly Each[],
): ChangedThreads<Each> {
  const left: Each[] = [];
  const came: Each[] = [];
  let [at, now] = [0, 0];
  while (at < before.length || now < after.length) {
    const [old, fresh] = [before[at], after[now]];
    if (old !== undefined && old === fresh) {
      at += 1;
      now += 1;
    } else if (old !== undefined && (fresh === undefined || old.number <= fresh.number)) {
      left.push(old);
      at += 1;
    } else if (fresh !== undefined) {
      came.push(fresh);
      now += 1;
    }
  }
  return { left, came };
}
