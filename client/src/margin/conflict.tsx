/** A proposal for a passage that reads otherwise by now: what was proposed, and what has become of the words instead. */
import type { Proposal, Thread } from '@gloss/shared/words/thread';

import { phrases } from '../phrases/phrases.ts';
import { ScrollBox } from '../ui/scroll-box.tsx';
import { readsNow } from './rebase-draft.ts';
import { Wording } from './wording.tsx';

import styles from './proposed-wording.module.css';

const words = phrases.margin.proposal;

export interface ConflictProps {
  readonly thread: Thread;
  readonly proposal: Proposal;
}

/** Both as changes of the same words: those for which the proposal was written. */
export function Conflict({ thread, proposal }: ConflictProps) {
  const { replaces, wording } = proposal;
  const reads = readsNow(thread);
  return (
    <>
      <p className={styles.conflict}>{reasonOf(thread)}</p>
      <h4 className={styles.label}>{words.asProposed}</h4>
      <ScrollBox label={words.asProposed}>
        <Wording before={replaces} after={wording} />
      </ScrollBox>
      {reads !== null && (
        <>
          <h4 className={styles.label}>{words.asItReads}</h4>
          <ScrollBox label={words.asItReads}>
            <Wording before={replaces} after={reads} />
          </ScrollBox>
        </>
      )}
    </>
  );
}

function reasonOf({ anchor }: Thread): string {
  const state = anchor?.state;
  if (state === undefined || state.is === 'orphaned') return words.conflictGone;
  return state.is === 'moved' && state.confirm ? words.conflictUnsure : words.conflict;
}
