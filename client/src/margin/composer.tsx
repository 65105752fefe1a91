/**
 * Says something about selected words, or about the whole draft; or proposes other words. Ctrl or ⌘ with Enter sends,
 * Escape closes and keeps what was written.
 */
import type { Selected } from '@gloss/shared/words/anchor';
import { ThreadId } from '@gloss/shared/words/ids';
import { threadTypes } from '@gloss/shared/words/thread';
import { useState } from 'react';

import { phrases } from '../phrases/phrases.ts';
import { Button } from '../ui/button.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { TextField } from '../ui/text-field.tsx';
import { toast } from '../ui/toast.tsx';
import type { ComposerDraft } from './composer-draft.ts';
import { composedAct, emptyComposer, holdsWords, missingIn, wordingOf } from './composer-draft.ts';
import { Form } from './form.tsx';
import { labelFault, labelsFrom } from './labels.ts';
import { useMarginWorld } from './margin-world.ts';
import { MentionArea } from './mention-area.tsx';
import { marked } from './mention-text.ts';
import { labelError } from './sort-thread.tsx';
import { useAct } from './use-act.ts';
import { useUnfinished } from './use-unfinished.ts';

import styles from './composer.module.css';

const words = phrases.margin.compose;

const typeSegments = threadTypes.map((value) => ({ value, label: phrases.margin.types[value] }));
const modeSegments = [
  { value: 'say', label: words.say },
  { value: 'propose', label: words.propose },
] as const;

export interface ComposerProps {
  /** null: the whole draft. */
  readonly selected: Selected | null;
  readonly mode: ComposerDraft['mode'];
  readonly onEnd: () => void;
  readonly isFramed?: boolean;
}

export function Composer({ selected, mode, onEnd, isFramed = true }: ComposerProps) {
  const { participants, onActivate } = useMarginWorld();
  const name = selected ? 'compose:passage' : 'compose:draft';
  const kept = useUnfinished<ComposerDraft>(name, { ...emptyComposer, mode });
  // Opened in order to propose, it proposes, whatever was kept.
  const [chosenMode, setChosenMode] = useState<ComposerDraft['mode'] | null>(
    mode === 'propose' ? mode : null,
  );
  const [isTried, setTried] = useState(false);
  const { fault, ask } = useAct();
  const draft = { ...kept.value, mode: chosenMode ?? kept.value.mode };
  const missing = isTried ? missingIn(draft, selected) : null;
  const isProposal = draft.mode === 'propose' && selected !== null;
  const change = (part: Partial<ComposerDraft>) => kept.set({ ...draft, ...part });

  const discard = () => {
    kept.clear();
    onEnd();
  };
  const close = () => {
    if (!holdsWords(draft)) return discard();
    toast(phrases.margin.kept);
    onEnd();
  };
  const send = () => {
    setTried(true);
    const labels = labelsFrom(draft.labels);
    if (missingIn(draft, selected) || labelFault(labels)) return;
    const body = marked(draft.body.text, participants, draft.body.chosen).trim();
    const id = ask(composedAct(draft, selected, { body, labels }));
    if (id === null) return;
    discard();
    // A new thread has the id of the act that opened it.
    onActivate(ThreadId.parse(id));
  };

  return (
    <section
      className={isFramed ? styles.composer : undefined}
      aria-label={titleOf(selected, isProposal)}
    >
      <h3 className={styles.title}>{titleOf(selected, isProposal)}</h3>
      {selected && !isProposal && (
        <blockquote className={styles.quote} dir="auto">
          {selected.quote.exact}
        </blockquote>
      )}
      <Form
        label={titleOf(selected, isProposal)}
        send={isProposal ? words.sendPropose : words.send}
        onSend={send}
        onCancel={close}
        fault={fault}
        more={
          holdsWords(draft) && (
            <Button look="ghost" onPress={discard}>
              {phrases.margin.discard}
            </Button>
          )
        }
      >
        {kept.wasKept && holdsWords(draft) && <p className={styles.kept}>{words.keptTitle}</p>}
        {selected && (
          <Segmented
            label={words.mode}
            segments={modeSegments}
            value={draft.mode}
            onChange={(value) => {
              setChosenMode(value);
              change({ mode: value });
            }}
          />
        )}
        {isProposal && (
          <TextArea
            label={words.wording}
            hint={words.wordingHint}
            value={wordingOf(draft, selected)}
            onChange={(wording) => change({ wording })}
            error={missing === 'wording' ? words.wordingWanted : undefined}
            takesFocus
          />
        )}
        <MentionArea
          key={draft.mode}
          label={isProposal ? words.why : words.body}
          isLabelHidden={!isProposal}
          {...(isProposal && { hint: words.whyHint })}
          placeholder={isProposal ? '' : words.bodyPlaceholder}
          value={draft.body}
          onChange={(body) => change({ body })}
          rows={isProposal ? 1 : 3}
          error={missing === 'body' ? words.bodyWanted : undefined}
          takesFocus={!isProposal}
        />
        <Segmented
          label={words.type}
          segments={typeSegments}
          value={draft.type}
          onChange={(type) => change({ type })}
        />
        <TextField
          label={words.labels}
          hint={words.labelsHint}
          value={draft.labels}
          onChange={(labels) => change({ labels })}
          error={labelError(draft.labels)}
        />
      </Form>
    </section>
  );
}

function titleOf(selected: Selected | null, isProposal: boolean): string {
  if (selected === null) return words.titleWhole;
  return isProposal ? words.titlePropose : words.title;
}
