/** A passage that was found elsewhere: what its words were and what was found, and the question whether that is it. */
import type { Anchor } from '@gloss/shared/words/anchor';
import type { Thread } from '@gloss/shared/words/thread';

import { phrases } from '../phrases/phrases.ts';
import { Button } from '../ui/button.tsx';
import { useMarginWorld } from './margin-world.ts';
import { Reattach } from './reattach.tsx';
import { useAct } from './use-act.ts';
import { whatMay } from './what-may.ts';
import { Wording } from './wording.tsx';

import styles from './passage.module.css';

const words = phrases.margin.passage;

export interface MovedProps {
  readonly thread: Thread;
  readonly anchor: Anchor;
  readonly isOpen: boolean;
}

export function Moved({ thread, anchor, isOpen }: MovedProps) {
  const { me, role } = useMarginWorld();
  const { state, quote } = anchor;
  if (state.is !== 'moved') return null;
  if (!state.confirm) return isOpen ? <p className={styles.note}>{words.movedExact}</p> : null;
  return (
    <div className={styles.warning}>
      <p>{words.moved}</p>
      {isOpen && (
        <div className={styles.found}>
          <span className={styles.noteLabel}>
            {state.reads === quote.exact ? words.foundSame : words.found}
          </span>
          <Wording before={quote.exact} after={state.reads} />
        </div>
      )}
      {isOpen && whatMay(thread, me, role).reattach && (
        <Answers thread={thread} anchor={anchor} reads={state.reads} />
      )}
    </div>
  );
}

interface AnswersProps {
  readonly thread: Thread;
  readonly anchor: Anchor;
  /** What the passage reads at the place that is asked about. */
  readonly reads: string;
}

/** Yes, no, or other words: nobody has to say no first who sees where the passage is. */
function Answers({ thread, anchor: { span, quote }, reads }: AnswersProps) {
  const { fault, ask } = useAct();
  const selected = { ...span, quote: { ...quote, exact: reads } };
  return (
    <>
      <div className={styles.answers}>
        <Button onPress={() => ask({ act: 'reattach', thread: thread.id, selected })}>
          {words.confirm}
        </Button>
        <Button onPress={() => ask({ act: 'detach', thread: thread.id })}>{words.deny}</Button>
      </div>
      {fault !== undefined && <p role="alert">{fault}</p>}
      <Reattach thread={thread} hint={words.selectOther} />
    </>
  );
}
