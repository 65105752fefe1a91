/**
 * A proposal of whole blocks in conflict is renewed, as it is or written anew: it is then for the text as it is now. The decision
 * is a step of its own.
 */
import type { BlockContent, ProposedBlocks } from '@gloss/shared/words/blocks';
import type { Thread } from '@gloss/shared/words/thread';
import { useState } from 'react';

import { phrases } from '../phrases/phrases.ts';
import { contentFault } from './decision-draft.ts';
import { Form } from './form.tsx';
import { OwnBlocks } from './own-blocks.tsx';
import { renewAct } from './rebase-draft.ts';
import { useAct } from './use-act.ts';
import { useUnfinished } from './use-unfinished.ts';

import styles from './proposed-wording.module.css';

const words = phrases.margin.proposal.blocks;

export interface RenewFormProps {
  readonly thread: Thread;
  readonly blocks: ProposedBlocks;
  readonly onDone: () => void;
}

export function RenewForm({ thread, blocks, onDone }: RenewFormProps) {
  const { fault, ask } = useAct();
  const [isTried, setTried] = useState(false);
  const kept = useUnfinished<readonly BlockContent[]>(`renew:${thread.id}`, blocks.content);
  const isDeletion = blocks.op === 'delete';
  const wrong = isDeletion ? undefined : contentFault(kept.value, blocks);
  const send = () => {
    setTried(true);
    const act = wrong ? null : renewAct(thread, kept.value);
    if (act === null || ask(act) === null) return;
    kept.clear();
    onDone();
  };
  return (
    <Form
      label={words.renewTitle}
      send={words.renew}
      onSend={send}
      onCancel={onDone}
      fault={fault}
      takesFocus={isDeletion}
    >
      <p className={styles.note}>{words.renewSay}</p>
      {!isDeletion && (
        <OwnBlocks
          blocks={blocks}
          content={kept.value}
          fault={isTried ? wrong : undefined}
          takesFocus
          onChange={kept.set}
        />
      )}
    </Form>
  );
}
