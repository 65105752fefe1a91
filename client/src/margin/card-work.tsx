/** What is being done with a thread: the buttons that begin it, and the form it opens. Only what the person may. */
import type { Decision } from '@gloss/shared/words/disposition';
import type { Thread } from '@gloss/shared/words/thread';
import { statusOf } from '@gloss/shared/words/thread';
import { Check, Undo2, X } from 'lucide-react';

import { phrases } from '../phrases/phrases.ts';
import { Button } from '../ui/button.tsx';
import { DecideForm } from './decide.tsx';
import { useMarginWorld } from './margin-world.ts';
import { ReasonForm } from './reason-form.tsx';
import { readsNow } from './rebase-draft.ts';
import { RebaseForm } from './rebase.tsx';
import { RenewForm } from './renew.tsx';
import { ReplyForm } from './reply.tsx';
import { SortForm } from './sort-thread.tsx';
import { isConflict, mayTakeBack } from './standing.ts';
import { TakeBack } from './take-back.tsx';
import { useAct } from './use-act.ts';
import type { Allowed } from './what-may.ts';

import styles from './card-work.module.css';

const words = phrases.margin;

/** Which form is open in a card; null: none, only the buttons. */
export type Work =
  | { readonly is: 'decide'; readonly as: Decision | null }
  | { readonly is: 'contest' | 'reopen' | 'sort' | 'rebase' | 'take-back' }
  | null;

export interface CardWorkProps {
  readonly thread: Thread;
  readonly allowed: Allowed;
  readonly work: Work;
  readonly onWork: (work: Work) => void;
}

export function CardWork({ thread, allowed, work, onWork }: CardWorkProps) {
  const done = () => onWork(null);
  return (
    <div className={styles.work}>
      {allowed.answer && work === null && <Answer thread={thread} onWork={onWork} />}
      {work?.is === 'decide' && <DecideForm thread={thread} as={work.as} onDone={done} />}
      {work?.is === 'rebase' &&
        (thread.proposal?.blocks ? (
          <RenewForm thread={thread} blocks={thread.proposal.blocks} onDone={done} />
        ) : (
          <RebaseForm thread={thread} onDone={done} />
        ))}
      {work?.is === 'take-back' && (
        <TakeBack thread={thread} onReopen={() => onWork({ is: 'reopen' })} onDone={done} />
      )}
      {work?.is === 'sort' && <SortForm thread={thread} onDone={done} />}
      {work?.is === 'contest' && (
        <ReasonForm
          name={`contest:${thread.id}`}
          label={words.answer.reason}
          wanted={words.answer.reasonWanted}
          send={words.answer.send}
          toAct={(reason) => ({ act: 'contest', thread: thread.id, reason })}
          onDone={done}
        />
      )}
      {work?.is === 'reopen' && (
        <ReasonForm
          name={`reopen:${thread.id}`}
          label={words.reopen.reason}
          hint={words.reopen.hint}
          {...(thread.proposal?.applied && { note: words.reopen.keepsWords })}
          send={words.reopen.send}
          toAct={(reason) => ({
            act: 'reopen',
            thread: thread.id,
            ...(reason !== '' && { reason }),
          })}
          onDone={done}
        />
      )}
      {work === null && allowed.reply && <ReplyForm thread={thread} />}
      {work === null && (
        <div className={styles.row}>
          <Beginnings thread={thread} allowed={allowed} onWork={onWork} />
        </div>
      )}
    </div>
  );
}

function Answer({ thread, onWork }: Pick<CardWorkProps, 'thread' | 'onWork'>) {
  const { fault, ask } = useAct();
  return (
    <div className={styles.answer}>
      <p>{words.answer.asked}</p>
      <div className={styles.row}>
        <Button
          look="good"
          icon={<Check />}
          onPress={() => ask({ act: 'confirm', thread: thread.id })}
        >
          {words.answer.confirm}
        </Button>
        <Button look="danger" icon={<X />} onPress={() => onWork({ is: 'contest' })}>
          {words.answer.contest}
        </Button>
      </div>
      {fault !== undefined && <p role="alert">{fault}</p>}
    </div>
  );
}

function Beginnings({
  thread,
  allowed,
  onWork,
}: Pick<CardWorkProps, 'thread' | 'allowed' | 'onWork'>) {
  const { role, onPropose, takes } = useMarginWorld();
  const decideAs = (as: Decision | null) => () => onWork({ is: 'decide', as });
  const isProposal = thread.proposal !== undefined && statusOf(thread) === 'open';
  const conflicts = isConflict(thread, takes);
  return (
    <>
      {allowed.decide && isProposal && (
        <>
          {conflicts && readsNow(thread) !== null && (
            <Button look="primary" onPress={() => onWork({ is: 'rebase' })}>
              {thread.proposal?.blocks ? words.proposal.blocks.renew : words.proposal.rebase}
            </Button>
          )}
          {!conflicts && (
            <Button look="good" icon={<Check />} onPress={decideAs('accepted')}>
              {words.proposal.accept}
            </Button>
          )}
          <Button look="danger" icon={<X />} onPress={decideAs('declined')}>
            {words.proposal.decline}
          </Button>
        </>
      )}
      {allowed.decide && (
        <Button look={isProposal ? 'plain' : 'primary'} onPress={decideAs(null)}>
          {statusOf(thread) === 'contested' ? words.decide.openAgain : words.decide.open}
        </Button>
      )}
      {mayTakeBack(thread, role) && (
        <Button icon={<Undo2 />} onPress={() => onWork({ is: 'take-back' })}>
          {words.proposal.takeBack}
        </Button>
      )}
      {allowed.propose && !isProposal && (
        <Button onPress={() => onPropose(thread)}>{words.proposeWording}</Button>
      )}
    </>
  );
}
