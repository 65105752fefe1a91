/** The margin of a narrow screen: one thread in a sheet with previous and next, or the list of all. */
import type { ThreadId } from '@gloss/shared/words/ids';
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import type { ReactNode } from 'react';

import type { ShownThread } from '../desk/desk.ts';
import { phrases } from '../phrases/phrases.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { stepFrom } from './arrange.ts';
import { ThreadCard } from './thread-card.tsx';

import styles from './thread-sheet.module.css';

const words = phrases.margin.sheet;

export interface ThreadSheetProps {
  readonly thread: ShownThread;
  /** The threads of the filter in reading order; the thread itself may have left it, such as by being decided. */
  readonly order: readonly ShownThread[];
  readonly onActivate: (thread: ThreadId | null) => void;
}

export function ThreadSheet({ thread, order, onActivate }: ThreadSheetProps) {
  const at = order.findIndex(({ id }) => id === thread.id);
  const go = (steps: 1 | -1) => onActivate(stepFrom(order, thread.id, steps)?.id ?? null);
  return (
    <Sheet topic={thread.id} label={words.thread(thread.number)} onClose={() => onActivate(null)}>
      <div className={styles.head}>
        <h2 className={styles.number}>{phrases.margin.number(thread.number)}</h2>
        <div className={styles.walk}>
          <IconButton
            look="framed"
            label={words.previous}
            icon={<ChevronUp />}
            isDisabled={at === 0}
            onPress={() => go(-1)}
          />
          {at !== -1 && (
            <span className={styles.position}>{words.position(at + 1, order.length)}</span>
          )}
          <IconButton
            look="framed"
            label={words.next}
            icon={<ChevronDown />}
            isDisabled={at === order.length - 1}
            onPress={() => go(1)}
          />
          <IconButton label={words.close} icon={<X />} onPress={() => onActivate(null)} />
        </div>
      </div>
      {/* A new thread begins at its top, with no form of the last one open. */}
      <ThreadCard key={thread.id} thread={thread} isOpen isFramed={false} />
    </Sheet>
  );
}

export interface ListSheetProps {
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function ListSheet({ onClose, children }: ListSheetProps) {
  return (
    <Sheet label={words.all} onClose={onClose}>
      <div className={styles.head}>
        <h2 className={styles.number}>{words.all}</h2>
        <IconButton label={words.close} icon={<X />} onPress={onClose} />
      </div>
      <div className={styles.list}>{children}</div>
    </Sheet>
  );
}
