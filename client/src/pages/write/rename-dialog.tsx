/** A lead gives the draft another title. The heading in the text is the text's own, and stays. */
import type { FormEvent } from 'react';
import { useState } from 'react';

import type { Answer } from '../../line/api.ts';
import { phrases } from '../../phrases/phrases.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { sayRefusal } from '../say-refusal.ts';

import form from '../form.module.css';

export interface RenameDialogProps {
  readonly title: string;
  onRename(title: string): Promise<Answer<unknown>>;
  onClose(): void;
}

export function RenameDialog({ title: before, onRename, onClose }: RenameDialogProps) {
  const words = phrases.pages.rename;
  const [title, setTitle] = useState(before);
  const [wrong, setWrong] = useState<string | undefined>();
  const [isUnderWay, setUnderWay] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isUnderWay) return;
    const wanted = title.trim();
    if (wanted === '') return setWrong(words.wanted);
    if (wanted === before) return onClose();
    setUnderWay(true);
    const answer = await onRename(wanted);
    setUnderWay(false);
    if (answer.ok) onClose();
    else setWrong(sayRefusal(answer.refusal));
  };

  return (
    <Dialog title={words.title} isOpen onClose={onClose}>
      <form className={form.form} onSubmit={(event) => void submit(event)} noValidate>
        <TextField
          label={words.name}
          hint={words.hint}
          value={title}
          onChange={setTitle}
          maxLength={200}
          // The window has opened because of it.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          error={wrong}
        />
        <div className={form.actions}>
          <Button look="primary" type="submit">
            {words.save}
          </Button>
          <Button onPress={onClose}>{phrases.pages.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
