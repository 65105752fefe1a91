/** What was answered in a thread, in order. */
import type { Message as Said, Thread } from '@gloss/shared/words/thread';
import { useState } from 'react';

import { phrases } from '../phrases/phrases.ts';
import { Byline } from './byline.tsx';
import type { OwnWork } from './message.tsx';
import { Message, ReplyMenu } from './message.tsx';

import styles from './replies.module.css';

export function Replies({ thread }: { readonly thread: Thread }) {
  if (thread.replies.length === 0) return null;
  return (
    <ol className={styles.replies} aria-label={phrases.margin.replies(thread.replies.length)}>
      {thread.replies.map((reply) => (
        <li key={reply.id} className={styles.reply}>
          <Reply thread={thread} message={reply} />
        </li>
      ))}
    </ol>
  );
}

function Reply({ thread, message }: { readonly thread: Thread; readonly message: Said }) {
  const [work, setWork] = useState<OwnWork>(null);
  const isReworded = message.before.length > 0 && message.withdrawnAt === undefined;
  return (
    <>
      <Byline
        by={message.by}
        at={message.at}
        tail={isReworded && <span>{phrases.margin.reworded}</span>}
        aside={<ReplyMenu thread={thread} message={message} onWork={setWork} />}
      />
      <Message thread={thread} message={message} work={work} onDone={() => setWork(null)} />
    </>
  );
}
