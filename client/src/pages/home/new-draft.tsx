/** The window that makes a draft: from a title, or from a file. On any no, nothing is created and nothing typed is lost. */
import type { FormEvent } from 'react';
import { useState } from 'react';
import { useLocation } from 'wouter';

import { createDraft, importDraft } from '../../line/api.ts';
import { phrases } from '../../phrases/phrases.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ProgressLine } from '../../ui/progress-line.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { sayRefusal } from '../say-refusal.ts';
import { whyNot } from './chosen-file.ts';
import { FileField } from './file-field.tsx';

import form from '../form.module.css';

/** Which field a sentence stands beside. */
interface Wrong {
  readonly field: 'title' | 'file';
  readonly say: string;
}

export function NewDraft({ onClose }: { readonly onClose: () => void }) {
  const words = phrases.pages.newDraft;
  const [, go] = useLocation();
  const [title, setTitle] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [wrong, setWrong] = useState<Wrong | null>(null);
  const [isUnderWay, setUnderWay] = useState(false);
  const errorIn = (field: Wrong['field']) => (wrong?.field === field ? wrong.say : undefined);

  const choose = (files: readonly File[]) => {
    const no = whyNot(files);
    setFile(no === null ? (files[0] ?? null) : null);
    setWrong(no === null ? null : { field: 'file', say: no });
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isUnderWay) return;
    if (file === null && title.trim() === '')
      return setWrong({ field: 'title', say: words.nameWanted });
    setWrong(null);
    setUnderWay(true);
    const answer = file ? await importDraft(file, title.trim()) : await createDraft(title.trim());
    setUnderWay(false);
    if (answer.ok) go(`/d/${answer.value.id}`);
    else setWrong({ field: file ? 'file' : 'title', say: sayRefusal(answer.refusal) });
  };

  return (
    <Dialog title={words.title} isOpen onClose={onClose}>
      <form className={form.form} onSubmit={(event) => void submit(event)} noValidate>
        <TextField
          label={words.name}
          hint={file ? words.nameHintFile : words.nameHint}
          value={title}
          onChange={setTitle}
          maxLength={200}
          // The window has opened because of it.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          error={errorIn('title')}
        />
        <FileField file={file} onChoose={choose} error={errorIn('file')} />
        {isUnderWay && (
          <output className={form.progress}>
            {file ? words.reading : words.creating}
            <ProgressLine label={words.creating} />
          </output>
        )}
        <div className={form.actions}>
          <Button look="primary" type="submit">
            {isUnderWay ? words.creating : words.create}
          </Button>
          <Button onPress={onClose}>{phrases.pages.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
