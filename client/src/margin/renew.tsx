/** A proposal of whole blocks in conflict is renewed: it is then for the text as it is now. The decision is a step of its own. */
import type { Thread } from '@gloss/shared/words/thread';

import { phrases } from '../phrases/phrases.ts';
import { Form } from './form.tsx';
import { renewAct } from './rebase-draft.ts';
import { useAct } from './use-act.ts';

import styles from './proposed-wording.module.css';

const words = phrases.margin.proposal.blocks;

export interface RenewFormProps {
  readonly thread: Thread;
  readonly onDone: () => void;
}

export function RenewForm({ thread, onDone }: RenewFormProps) {
  const { fault, ask } = useAct();
  const send = () => {
    const act = renewAct(thread);
    if (act && ask(act) !== null) onDone();
  };
  return (
    <Form
      label={words.renewTitle}
      send={words.renew}
      onSend={send}
      onCancel={onDone}
      fault={fault}
      takesFocus
    >
      <p className={styles.note}>{words.renewSay}</p>
    </Form>
  );
}
