/** Every step of a thread's life, in order. Closed until somebody wants to know. */
import type { Disposition } from '@gloss/shared/words/disposition';
import type { HistoryEntry, Thread } from '@gloss/shared/words/thread';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

import { phrases } from '../phrases/phrases.ts';
import { ScrollBox } from '../ui/scroll-box.tsx';
import { Ago } from './ago.tsx';

import styles from './history.module.css';

const words = phrases.margin.history;

export interface HistoryProps {
  readonly thread: Thread;
  /** At the end of its line: the menu of the card. */
  readonly aside: ReactNode;
}

export function History({ thread, aside }: HistoryProps) {
  return (
    <div className={styles.place}>
      <details className={styles.history}>
        <summary className={styles.summary}>
          <ChevronRight aria-hidden className={styles.mark} />
          {words.title}
        </summary>
        <ScrollBox label={words.title}>
          <ol className={styles.steps}>
            {thread.history.map((entry, at) => (
              <li key={at} className={styles.step}>
                <strong>{entry.by?.name ?? words.nobody}</strong> {words.did[entry.did]}
                {detailOf(entry)} · <Ago at={entry.at} />
              </li>
            ))}
          </ol>
        </ScrollBox>
      </details>
      <div className={styles.aside}>{aside}</div>
    </div>
  );
}

/** The docket keeps decisions and types by their names in code; people read them in words. */
function detailOf({ did, detail, was }: HistoryEntry): string {
  if (did === 'assigned' && detail === '') return `: ${words.unassigned}`;
  if (did === 'labelled' && detail === '') return `: ${words.unlabelled}`;
  if (detail === '') return '';
  if (was !== undefined) return words.insteadOf(detail, was);
  if (did === 'typed') return words.detail(read(phrases.margin.types, detail));
  if (did !== 'decided') return words.detail(detail);
  const [as, ...reason] = detail.split(': ');
  return words.detail(
    [read(phrases.margin.decisions, as as Disposition['as']), ...reason].join(': '),
  );
}

function read(names: Readonly<Record<string, string>>, name: string): string {
  return names[name] ?? name;
}
