/** Assignee, type and labels of a thread, in one small form; what did not change is not sent. */
import type { AccountId } from '@gloss/shared/words/ids';
import type { Thread, ThreadType } from '@gloss/shared/words/thread';
import { threadTypes } from '@gloss/shared/words/thread';
import { useState } from 'react';

import { phrases } from '../phrases/phrases.ts';
import { Segmented } from '../ui/segmented.tsx';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import { Form } from './form.tsx';
import { labelFault, labelsFrom } from './labels.ts';
import { useMarginWorld } from './margin-world.ts';
import { useAct } from './use-act.ts';

const words = phrases.margin.sort;
const nobody = '';

const typeSegments = threadTypes.map((value) => ({ value, label: phrases.margin.types[value] }));

export interface SortFormProps {
  readonly thread: Thread;
  readonly onDone: () => void;
}

export function SortForm({ thread, onDone }: SortFormProps) {
  const { participants } = useMarginWorld();
  const { fault, ask } = useAct();
  const [assignee, setAssignee] = useState<string>(thread.assignee?.account ?? nobody);
  const [type, setType] = useState<ThreadType>(thread.type);
  const [line, setLine] = useState(thread.labels.join(', '));
  const labels = labelsFrom(line);
  const wrong = labelFault(labels);

  const send = () => {
    if (wrong) return;
    const id = thread.id;
    const asked = [
      assignee !== (thread.assignee?.account ?? nobody) &&
        ask({
          act: 'assign',
          thread: id,
          ...(assignee !== nobody && { to: assignee as AccountId }),
        }),
      type !== thread.type && ask({ act: 'set-type', thread: id, type }),
      labels.join() !== thread.labels.join() && ask({ act: 'label', thread: id, labels }),
    ];
    if (!asked.includes(null)) onDone();
  };

  return (
    <Form
      label={words.title}
      send={words.send}
      onSend={send}
      onCancel={onDone}
      fault={fault}
      takesFocus
    >
      <Select
        label={words.assignee}
        value={assignee}
        onChange={setAssignee}
        options={[
          { value: nobody, label: words.nobody },
          ...participants.map(({ account, name }) => ({ value: account, label: name })),
        ]}
      />
      <Segmented
        label={words.typeLabel}
        isLabelHidden={false}
        segments={typeSegments}
        value={type}
        onChange={setType}
      />
      <TextField
        label={words.labelsLabel}
        hint={words.labelsHint}
        value={line}
        onChange={setLine}
        error={labelError(line)}
      />
    </Form>
  );
}

/** @returns what is wrong with labels as typed, in words. */
export function labelError(line: string): string | undefined {
  const wrong = labelFault(labelsFrom(line));
  if (wrong === null) return undefined;
  return wrong === 'too-many' ? words.tooMany : words.labelTooLong;
}
