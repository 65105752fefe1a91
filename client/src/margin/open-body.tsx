/** A card while it is open: everything said and decided, and what this person may do. */
import type { Thread } from '@gloss/shared/words/thread';
import { useState } from 'react';

import { phrases } from '../phrases/phrases.ts';
import type { Takes } from './blocks-standing.ts';
import { CardMenu } from './card-menu.tsx';
import type { Work } from './card-work.tsx';
import { CardWork } from './card-work.tsx';
import { Decision } from './decision.tsx';
import { History } from './history.tsx';
import { useMarginWorld } from './margin-world.ts';
import type { OwnWork } from './message.tsx';
import { Message } from './message.tsx';
import { Passage, showsPassage } from './passage.tsx';
import { ProposedWording } from './proposed-wording.tsx';
import { Replies } from './replies.tsx';
import { isConflict } from './standing.ts';
import { useFocusBack } from './use-focus-back.ts';
import { whatMay } from './what-may.ts';

import styles from './open-body.module.css';

export function OpenBody({ thread }: { readonly thread: Thread }) {
  const { me, role, takes } = useMarginWorld();
  const [work, setWork] = useState<Work>(null);
  const [ownWork, setOwnWork] = useState<OwnWork>(null);
  const allowed = whatMay(thread, me, role);
  const menu = (
    <CardMenu thread={thread} allowed={allowed} onWork={setWork} onOwnWork={setOwnWork} />
  );
  return (
    <div className={styles.body} {...useFocusBack(thread.id)}>
      {showsPassage(thread) && !showsBoth(thread, takes) && (
        <Passage thread={thread} anchor={thread.anchor} isOpen />
      )}
      <ProposedWording thread={thread} />
      <Message
        thread={thread}
        message={thread.opening}
        work={ownWork}
        onDone={() => setOwnWork(null)}
      />
      {thread.assignee && (
        <p className={styles.assignee}>
          {phrases.margin.sort.assignee}: {thread.assignee.name}
        </p>
      )}
      <Replies thread={thread} />
      <Decision thread={thread} />
      <CardWork thread={thread} allowed={allowed} work={work} onWork={setWork} />
      <History thread={thread} aside={menu} />
    </div>
  );
}

/** A proposal in conflict shows itself what its passage has become. */
function showsBoth(thread: Thread, takes: Takes): boolean {
  return thread.anchor?.state.is === 'edited' && isConflict(thread, takes);
}
