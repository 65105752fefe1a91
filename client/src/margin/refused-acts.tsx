/** What the server would not take: what it was, why, and the words, until they are sent again or given up. */
import type { Act } from '@gloss/shared/rules/acts';
import type { ActId } from '@gloss/shared/words/ids';
import type { Refusal } from '@gloss/shared/words/refusal';
import type { Thread } from '@gloss/shared/words/thread';

import type { RefusedAct } from '../desk/desk.ts';
import { phrases } from '../phrases/phrases.ts';
import { Button } from '../ui/button.tsx';
import { unmarked } from './mention-text.ts';

import styles from './refused-acts.module.css';

const words = phrases.margin.refused;

export interface RefusedActsProps {
  readonly refused: readonly RefusedAct[];
  /** To say of which number the act was. */
  readonly threads: readonly Thread[];
  readonly onRetry: (id: ActId) => void;
  readonly onDismiss: (id: ActId) => void;
}

export function RefusedActs({ refused, threads, onRetry, onDismiss }: RefusedActsProps) {
  if (refused.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={words.title}>
      {refused.map(({ sent, refusal }) => (
        <li key={sent.id}>
          <div className={styles.card} role="alert">
            <p className={styles.title}>{whatOf(sent.act, threads)}</p>
            <p>{whyOf(sent.act, refusal, threads)}</p>
            <Kept act={sent.act} />
            <div className={styles.actions}>
              <Button onPress={() => onRetry(sent.id)}>{words.retry}</Button>
              <Button look="ghost" onPress={() => onDismiss(sent.id)}>
                {words.discard}
              </Button>
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Kept({ act }: { readonly act: Act }) {
  const kept = wordsOf(act);
  if (kept === '') return null;
  return (
    <blockquote className={styles.words} aria-label={words.yourWords} dir="auto">
      {kept}
    </blockquote>
  );
}

function whatOf(act: Act, threads: readonly Thread[]): string {
  const what = words.acts[act.act];
  const thread = threadOf(act, threads);
  return thread ? words.sentenceOn(what, thread.number) : words.sentence(what);
}

/** Of two who decide at once the second one is told who was first, and what they decided. */
function whyOf(act: Act, { code }: Refusal, threads: readonly Thread[]): string {
  const disposition = threadOf(act, threads)?.disposition;
  if (code === 'already-decided' && disposition)
    return words.decidedBy(disposition.by.name, phrases.margin.decisions[disposition.as]);
  if (code === 'passage-changed' && act.act === 'take-back')
    return phrases.margin.proposal.takeBackLeft;
  return phrases.refusals[code];
}

function threadOf(act: Act, threads: readonly Thread[]): Thread | undefined {
  return 'thread' in act ? threads.find(({ id }) => id === act.thread) : undefined;
}

/** @returns what was typed into the act. */
function wordsOf(act: Act): string {
  const typed = [
    'wording' in act ? act.wording : undefined,
    'body' in act ? unmarked(act.body).text : undefined,
    'reason' in act ? act.reason : undefined,
    'labels' in act ? act.labels.join(', ') : undefined,
  ];
  return typed.filter((part) => part !== undefined && part !== '').join('\n');
}
