/** A lead takes an acceptance back: the text reads as before, and the thread is open again. */
import type { Thread } from '@gloss/shared/words/thread';

import { phrases } from '../phrases/phrases.ts';
import { Button } from '../ui/button.tsx';
import { useMarginWorld } from './margin-world.ts';
import { ReasonForm } from './reason-form.tsx';
import { stillStands } from './standing.ts';

import styles from './proposed-wording.module.css';

const words = phrases.margin.proposal;

export interface TakeBackProps {
  readonly thread: Thread;
  readonly onReopen: () => void;
  readonly onDone: () => void;
}

/** Where the text reads otherwise by now, says so, and offers what is left: to reopen the thread. */
export function TakeBack({ thread, onReopen, onDone }: TakeBackProps) {
  const { takes } = useMarginWorld();
  if (stillStands(thread, takes))
    return (
      <ReasonForm
        name={`take-back:${thread.id}`}
        label={words.takeBackReason}
        wanted={words.takeBackWanted}
        note={words.takeBackEffect}
        send={words.takeBackSend}
        toAct={(reason) => ({ act: 'take-back', thread: thread.id, reason })}
        onDone={onDone}
      />
    );
  return (
    <div className={styles.conflict} role="alert">
      <p>{words.takeBackLeft}</p>
      <div className={styles.row}>
        {thread.disposition && <Button onPress={onReopen}>{phrases.margin.reopen.open}</Button>}
        <Button look="ghost" onPress={onDone}>
          {phrases.margin.cancel}
        </Button>
      </div>
    </div>
  );
}
