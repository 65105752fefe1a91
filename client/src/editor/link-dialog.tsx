/** Asks where a link leads. Only http, https and mailto: anything else is refused with a sentence and changes nothing. */
import type { Editor } from '@tiptap/core';
import { getMarkRange } from '@tiptap/core';
import { useState } from 'react';

import { phrases } from '../phrases/phrases.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/text-field.tsx';
import { linkAddress } from './link-address.ts';

import styles from './link-dialog.module.css';

const words = phrases.editor;

export interface LinkDialogProps {
  readonly editor: Editor;
  readonly onClose: () => void;
}

export function LinkDialog({ editor, onClose }: LinkDialogProps) {
  const [{ href, needsWords }] = useState(() => linkAt(editor));
  const [address, setAddress] = useState(href);
  const [shown, setShown] = useState('');
  const [isRefused, setRefused] = useState(false);

  const save = (): void => {
    const checked = linkAddress(address);
    setRefused(checked === null);
    if (checked === null) return;
    onClose();
    if (needsWords) insertLink(editor, checked, shown.trim() || address.trim());
    else editor.chain().focus().extendMarkRange('link').setLink({ href: checked }).run();
  };
  const remove = (): void => {
    onClose();
    editor.chain().focus().extendMarkRange('link').unsetLink().run();
  };

  return (
    <Dialog
      title={words.linkTitle}
      isOpen
      onClose={onClose}
      actions={
        <>
          {href !== '' && <Button onPress={remove}>{words.linkRemove}</Button>}
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button look="primary" onPress={save}>
            {words.linkSave}
          </Button>
        </>
      }
    >
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextField
          label={words.linkAddress}
          hint={words.linkHint}
          value={address}
          onChange={setAddress}
          inputMode="url"
          ref={focused}
          {...(isRefused && { error: words.linkRefused })}
        />
        {needsWords && <TextField label={words.linkWords} value={shown} onChange={setShown} />}
        {/* The button that is seen stands below; without one in the form, Enter in two fields does nothing. */}
        <input type="submit" hidden />
      </form>
    </Dialog>
  );
}

/** A question of one field: typing starts at once. */
function focused(field: HTMLInputElement | null): void {
  field?.focus();
}

/** The link at the selection, and whether it needs words of its own because none are selected. */
function linkAt(editor: Editor): { href: string; needsWords: boolean } {
  const href: unknown = editor.getAttributes('link')['href'];
  const { $from, empty } = editor.state.selection;
  const link = editor.schema.marks['link'];
  const isInLink = link !== undefined && getMarkRange($from, link) !== undefined;
  return { href: typeof href === 'string' ? href : '', needsWords: empty && !isInLink };
}

function insertLink(editor: Editor, href: string, text: string): void {
  const marks = [{ type: 'link', attrs: { href } }];
  editor.chain().focus().insertContent({ type: 'text', text, marks }).unsetMark('link').run();
}
