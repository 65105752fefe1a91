/** The lead writes a proposal in conflict anew. It is proposed, not accepted: the decision is a step of its own. */
import type { Thread } from '@gloss/shared/words/thread';
import { useState } from 'react';

import { phrases } from '../phrases/phrases.ts';
import { TextArea } from '../ui/text-area.tsx';
import { Form } from './form.tsx';
import type { RebaseDraft } from './rebase-draft.ts';
import { beginRebase, readsNow, rebaseAct } from './rebase-draft.ts';
import { useAct } from './use-act.ts';
import { useUnfinished } from './use-unfinished.ts';

import styles from './proposed-wording.module.css';

const words = phrases.margin.proposal;

export interface RebaseFormProps {
  readonly thread: Thread;
  readonly onDone: () => void;
}

/** Where the passage changes while the lead writes, nothing is sent before they have seen what it reads. */
export function RebaseForm({ thread, onDone }: RebaseFormProps) {
  const [begun] = useState(() => beginRebase(thread));
  const kept = useUnfinished<RebaseDraft>(
    `rebase:${thread.id}`,
    begun ?? { wording: '', reads: '' },
  );
  const [isTried, setTried] = useState(false);
  const { fault, ask } = useAct();
  const draft = kept.value;
  const now = readsNow(thread);
  const act = rebaseAct(thread, draft);
  const hasChanged = now !== null && now !== draft.reads;

  const send = () => {
    setTried(true);
    if (hasChanged) return kept.set({ ...draft, reads: now });
    if (act === null || ask(act) === null) return;
    kept.clear();
    onDone();
  };

  return (
    <Form
      label={words.rebaseTitle}
      send={hasChanged ? words.rebaseSeen : words.rebaseSend}
      onSend={send}
      onCancel={onDone}
      fault={fault}
    >
      <TextArea
        label={words.rebaseWording}
        value={draft.wording}
        onChange={(wording) => kept.set({ ...draft, wording })}
        maxLength={20_000}
        error={isTried && act === null ? words.rebaseSame : undefined}
        rows={3}
        takesFocus
      />
      {hasChanged && (
        <p role="alert" className={styles.conflict}>
          {words.rebaseChanged}
        </p>
      )}
      {begun?.wording === draft.wording && (
        <p className={styles.note}>{begun.isMerged ? words.rebaseMerged : words.rebaseUnmerged}</p>
      )}
    </Form>
  );
}
