/** Brings a revised text in over the draft: says what will happen, then what has happened. On any no, nothing has. */
import type { Revised } from '@gloss/shared/wire/api';
import type { FormEvent } from 'react';
import { useState } from 'react';

import type { Answer } from '../../line/api.ts';
import type { ThreadFilter } from '../../margin/thread-filter.ts';
import { phrases } from '../../phrases/phrases.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ProgressLine } from '../../ui/progress-line.tsx';
import { whyNot } from '../home/chosen-file.ts';
import { FileField } from '../home/file-field.tsx';
import { sayRefusal } from '../say-refusal.ts';

import form from '../form.module.css';

const words = phrases.pages.revise;

export interface ReviseDialogProps {
  onRevise(file: File): Promise<Answer<Revised>>;
  /** Shows the threads of a filter beside the text. */
  onShow(filter: ThreadFilter): void;
  onClose(): void;
}

/** What was brought in, and what that did. */
interface Done {
  readonly name: string;
  readonly revised: Revised;
}

export function ReviseDialog({ onRevise, onShow, onClose }: ReviseDialogProps) {
  const [file, setFile] = useState<File | null>(null);
  const [wrong, setWrong] = useState<string | undefined>();
  const [isUnderWay, setUnderWay] = useState(false);
  const [done, setDone] = useState<Done | null>(null);

  const choose = (files: readonly File[]) => {
    const no = whyNot(files, words);
    setFile(no === null ? (files[0] ?? null) : null);
    setWrong(no ?? undefined);
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isUnderWay) return;
    if (file === null) return setWrong(words.fileWanted);
    setWrong(undefined);
    setUnderWay(true);
    const answer = await onRevise(file);
    setUnderWay(false);
    if (answer.ok) setDone({ name: file.name, revised: answer.value });
    else setWrong(sayNo(answer.refusal));
  };

  if (done) return <Outcome {...done} onShow={onShow} onClose={onClose} />;
  return (
    <Dialog title={words.title} isOpen onClose={onClose}>
      <form className={form.form} onSubmit={(event) => void submit(event)} noValidate>
        <p>{words.say}</p>
        <FileField
          label={words.file}
          hint={words.fileHint}
          file={file}
          onChoose={choose}
          error={wrong}
        />
        {isUnderWay && (
          <output className={form.progress}>
            {words.comparing}
            <ProgressLine label={words.comparing} />
          </output>
        )}
        <div className={form.actions}>
          <Button look="primary" type="submit">
            {words.bringIn}
          </Button>
          <Button onPress={onClose}>{phrases.pages.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function Outcome({ name, revised, onShow, onClose }: Done & Omit<ReviseDialogProps, 'onRevise'>) {
  const { isChanged, threads } = revised;
  const fates = fateNames.filter((fate) => threads[fate] > 0);
  const show = (filter: ThreadFilter) => {
    onClose();
    onShow(filter);
  };
  return (
    <Dialog title={isChanged ? words.doneTitle : words.title} isOpen onClose={onClose}>
      <div className={form.form}>
        <output>{isChanged ? words.done(name) : words.same(name)}</output>
        {isChanged && fates.length === 0 && <p>{words.noThreads}</p>}
        {isChanged && (
          <ul>
            {fates.map((fate) => (
              <li key={fate}>{words.fates[fate](threads[fate])}</li>
            ))}
          </ul>
        )}
        <div className={form.actions}>
          {threads.toConfirm > 0 && (
            <Button onPress={() => show('to-confirm')}>{words.showToConfirm}</Button>
          )}
          {threads.lost > 0 && (
            <Button onPress={() => show('orphaned')}>{words.showOrphaned}</Button>
          )}
          <Button look="primary" onPress={onClose}>
            {phrases.pages.close}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

const fateNames = ['unchanged', 'found', 'edited', 'moved', 'toConfirm', 'lost'] as const;

/** The usual words speak of edits, and of files that become drafts. */
function sayNo(refusal: Extract<Answer<Revised>, { ok: false }>['refusal']): string {
  if (refusal.code === 'unreachable') return words.unreachable;
  const own: Partial<Record<string, string>> = words.refusals;
  return own[refusal.code] ?? sayRefusal(refusal);
}
