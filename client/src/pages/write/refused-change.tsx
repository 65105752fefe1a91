/** One change that is not in the text: the words that stand there and those written here, and what to do with them. */
import { Copy, MessageSquarePlus } from 'lucide-react';
import { useId } from 'react';

import { aroundChange } from '../../desk/changed-words.ts';
import type { UnsentChange } from '../../line/unsent-changes.ts';
import { wantedSentence } from '../../margin/blocks-sentence.ts';
import { WantedBlocks } from '../../margin/wanted-blocks.tsx';
import { Wording } from '../../margin/wording.tsx';
import { phrases } from '../../phrases/phrases.ts';
import { Button } from '../../ui/button.tsx';

import styles from './refused-edit.module.css';

const say = phrases.pages.notices;

export interface RefusedChangeProps {
  readonly change: UnsentChange;
  /** Which one it is, for those who listen. */
  readonly label: string;
  /** Absent for those who may not propose. */
  readonly onPropose: (() => void) | undefined;
  onCopy(): void;
  onDismiss(): void;
}

export function RefusedChange(props: RefusedChangeProps) {
  const { change, label, onPropose, onCopy, onDismiss } = props;
  const { is, before, mine, blocks, was, wentWithBlock } = change;
  const id = useId();
  return (
    <li className={styles.change}>
      {blocks && <p className={styles.what}>{wantedSentence(blocks, was ?? [])}</p>}
      {is === 'added' && !blocks && <p className={styles.what}>{say.addedWords}</p>}
      {is === 'loose' && (
        <p className={styles.what}>
          {wentWithBlock ? say.wentWithBlockWords[wentWithBlock] : say.looseWords}
        </p>
      )}
      {/* Long words scroll, so the keyboard must be able to reach them. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section id={id} className={styles.wording} aria-label={label} tabIndex={0}>
        {blocks ? <WantedBlocks change={change} /> : <Wording {...aroundChange(before, mine)} />}
      </section>
      <div className={styles.actions}>
        {onPropose && (
          <Button
            look="primary"
            icon={<MessageSquarePlus aria-hidden />}
            aria-describedby={id}
            onPress={onPropose}
          >
            {say.propose}
          </Button>
        )}
        <Button icon={<Copy aria-hidden />} aria-describedby={id} onPress={onCopy}>
          {say.copy}
        </Button>
        <Button look="ghost" aria-describedby={id} onPress={onDismiss}>
          {say.dismiss}
        </Button>
      </div>
    </li>
  );
}
