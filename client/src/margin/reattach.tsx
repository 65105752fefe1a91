/** Puts a thread on words selected in the text. Apart from the rest of the card, because it alone follows the selection. */
import type { Thread } from '@gloss/shared/words/thread';
import { use } from 'react';

import { phrases } from '../phrases/phrases.ts';
import { Button } from '../ui/button.tsx';
import { SelectedContext } from './margin-world.ts';
import { useAct } from './use-act.ts';

import styles from './passage.module.css';

const words = phrases.margin.passage;

export interface ReattachProps {
  readonly thread: Thread;
  /** What to do while nothing is selected. */
  readonly hint: string;
}

export function Reattach({ thread, hint }: ReattachProps) {
  const { fault, ask } = useAct();
  const selected = use(SelectedContext);
  if (selected === null) return <p>{hint}</p>;
  return (
    <>
      <p className={styles.selected}>{words.willAttach(selected.quote.exact)}</p>
      <Button onPress={() => ask({ act: 'reattach', thread: thread.id, selected })}>
        {words.reattach}
      </Button>
      {fault !== undefined && <p role="alert">{fault}</p>}
    </>
  );
}
