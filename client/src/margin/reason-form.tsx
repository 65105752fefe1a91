/** A form of one field, a reason: contest, reopen, withdraw. */
import type { Act } from '@gloss/shared/rules/acts';
import { useState } from 'react';

import { TextArea } from '../ui/text-area.tsx';
import { Form } from './form.tsx';
import { useAct } from './use-act.ts';
import { useUnfinished } from './use-unfinished.ts';

export interface ReasonFormProps {
  /** The name under which the words are kept. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** What is said when it is empty; absent where it may be. */
  readonly wanted?: string;
  readonly note?: string;
  readonly send: string;
  readonly toAct: (reason: string) => Act;
  readonly onDone: () => void;
}

/** Closing it keeps the words, so that looking something up elsewhere costs nothing. */
export function ReasonForm(props: ReasonFormProps) {
  const { name, label, hint, wanted, note, send, toAct, onDone } = props;
  const kept = useUnfinished(name, '');
  const [isTried, setTried] = useState(false);
  const { fault, ask } = useAct();
  const reason = kept.value.trim();
  const error = isTried && reason === '' ? wanted : undefined;
  const discard = () => {
    kept.clear();
    onDone();
  };
  return (
    <Form
      label={label}
      send={send}
      onCancel={reason === '' ? discard : onDone}
      fault={fault}
      onSend={() => {
        setTried(true);
        if (reason === '' && wanted !== undefined) return;
        if (ask(toAct(reason))) discard();
      }}
    >
      <TextArea
        label={label}
        hint={hint}
        error={error}
        value={kept.value}
        onChange={kept.set}
        maxLength={4000}
        takesFocus
      />
      {note !== undefined && <p>{note}</p>}
    </Form>
  );
}
