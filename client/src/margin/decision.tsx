/** What was decided, why, by whom and when, and what the author says to it. */
import type { Disposition } from '@gloss/shared/words/disposition';
import type { Thread } from '@gloss/shared/words/thread';
import { Check, CircleSlash, CopyMinus, MessageCircleWarning, Minus, X } from 'lucide-react';
import type { ReactNode } from 'react';

import { phrases } from '../phrases/phrases.ts';
import type { PillTone } from '../ui/pill.tsx';
import { Pill } from '../ui/pill.tsx';
import { Ago } from './ago.tsx';

import styles from './decision.module.css';

const words = phrases.margin;

const looks: Record<Disposition['as'], { tone: PillTone; icon: ReactNode }> = {
  accepted: { tone: 'good', icon: <Check /> },
  'accepted-with-modification': { tone: 'good', icon: <Check /> },
  noted: { tone: 'info', icon: <Minus /> },
  declined: { tone: 'stop', icon: <X /> },
  duplicate: { tone: 'quiet', icon: <CopyMinus /> },
  'out-of-scope': { tone: 'quiet', icon: <CircleSlash /> },
  withdrawn: { tone: 'quiet', icon: <CircleSlash /> },
};

/** The decision as one pill. */
export function DispositionPill({ disposition }: { readonly disposition: Disposition }) {
  const { as, duplicateOf } = disposition;
  const { tone, icon } = looks[as];
  return (
    <Pill tone={tone} icon={icon}>
      {as === 'duplicate' && duplicateOf !== undefined
        ? words.duplicateOf(duplicateOf)
        : words.decisions[as]}
    </Pill>
  );
}

/** The decision with its reason, and the verdict. */
export function Decision({ thread }: { readonly thread: Thread }) {
  const { disposition, verdict } = thread;
  if (disposition === undefined) return null;
  return (
    <div className={styles.decision}>
      <div className={styles.line}>
        <DispositionPill disposition={disposition} />
        <span className={styles.who}>
          {disposition.by.name}, <Ago at={disposition.at} />
        </span>
      </div>
      <p className={styles.reason} dir="auto">
        {disposition.reason}
      </p>
      {verdict?.is === 'confirmed' && (
        <p className={styles.confirmed}>
          <Check aria-hidden /> {words.confirmed}, <Ago at={verdict.at} />
        </p>
      )}
      {verdict?.is === 'contested' && (
        <div className={styles.contested}>
          <p className={styles.contestedHead}>
            <MessageCircleWarning aria-hidden /> {words.contested}, <Ago at={verdict.at} />
          </p>
          <p className={styles.reason} dir="auto">
            {verdict.reason}
          </p>
        </div>
      )}
    </div>
  );
}
