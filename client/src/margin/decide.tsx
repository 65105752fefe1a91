/** A lead decides a thread: one of six answers, always with a reason. */
import type { Decision } from '@gloss/shared/words/disposition';
import { decisions } from '@gloss/shared/words/disposition';
import type { Thread } from '@gloss/shared/words/thread';
import { use, useState } from 'react';

import { phrases } from '../phrases/phrases.ts';
import { Segmented } from '../ui/segmented.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { TextField } from '../ui/text-field.tsx';
import type { DecisionDraft } from './decision-draft.ts';
import { beginDecision, decideAct, faultsOf } from './decision-draft.ts';
import { Form } from './form.tsx';
import { NumbersContext, useMarginWorld } from './margin-world.ts';
import { OwnBlocks } from './own-blocks.tsx';
import type { TextEffect } from './text-effect.ts';
import { textEffectOf } from './text-effect.ts';
import { useAct } from './use-act.ts';
import { useUnfinished } from './use-unfinished.ts';

import styles from './decide.module.css';

const words = phrases.margin.decide;

const segments = decisions.map((value) => ({
  value,
  label: value === 'duplicate' ? words.duplicateChoice : phrases.margin.decisions[value],
}));

/** What edits the text. */
const edits = new Set<TextEffect>(['words', 'deletes', 'takes-out']);

export interface DecideFormProps {
  readonly thread: Thread;
  /** Chosen already, by the button that opened the form. */
  readonly as: Decision | null;
  readonly onDone: () => void;
}

export function DecideForm({ thread, as, onDone }: DecideFormProps) {
  const numbers = use(NumbersContext);
  const { takes } = useMarginWorld();
  const kept = useUnfinished<DecisionDraft>(`decide:${thread.id}`, beginDecision(thread));
  const [chosen, setChosen] = useState(as);
  const [isTried, setTried] = useState(false);
  const { fault, ask } = useAct();
  const draft = { ...kept.value, as: chosen ?? kept.value.as };
  const faults = isTried ? faultsOf(draft, thread, numbers) : {};
  const change = (part: Partial<DecisionDraft>) => kept.set({ ...draft, ...part });
  const effect = textEffectOf(draft, thread, takes);

  const send = () => {
    setTried(true);
    if (Object.keys(faultsOf(draft, thread, numbers)).length > 0) return;
    const act = decideAct(draft, thread);
    if (!act || !ask(act)) return;
    kept.clear();
    onDone();
  };

  return (
    <Form
      label={words.title}
      send={effect !== null && edits.has(effect) ? words.sendAndChange : words.send}
      onSend={send}
      onCancel={onDone}
      fault={fault}
      takesFocus={as === null}
    >
      <div>
        <Segmented
          label={words.title}
          isLabelHidden={false}
          look="apart"
          segments={segments}
          value={draft.as}
          onChange={(value) => {
            setChosen(value);
            change({ as: value });
          }}
        />
        {faults.as && (
          <p role="alert" className={styles.error}>
            {words.choose}
          </p>
        )}
      </div>
      {draft.as === 'duplicate' && (
        <TextField
          label={words.number}
          inputMode="numeric"
          value={draft.duplicateOf}
          onChange={(duplicateOf) => change({ duplicateOf })}
          error={faults.duplicateOf && words.numberWanted}
        />
      )}
      {draft.as === 'accepted-with-modification' && thread.proposal?.blocks && (
        <OwnBlocks
          blocks={thread.proposal.blocks}
          content={kept.value.content ?? []}
          fault={faults.content}
          takesFocus={false}
          onChange={(content) => change({ content })}
        />
      )}
      {draft.as === 'accepted-with-modification' && thread.proposal && !thread.proposal.blocks && (
        <TextArea
          label={words.wording}
          value={draft.wording}
          onChange={(wording) => change({ wording })}
        />
      )}
      <TextArea
        label={words.reason}
        hint={words.reasonHint}
        maxLength={4000}
        value={draft.reason}
        onChange={(reason) => change({ reason })}
        error={faults.reason && words.reasonWanted}
        takesFocus={as !== null}
      />
      {effect && (
        <p className={effect === 'conflict' ? styles.warning : styles.note}>
          {
            (thread.proposal?.blocks ? phrases.margin.proposal.blocks.effects : words.effects)[
              effect
            ]
          }
        </p>
      )}
    </Form>
  );
}
