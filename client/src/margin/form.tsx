/** A small form inside a card: fields, what the rule said against it, send and cancel. Ctrl or ⌘ with Enter sends. */
import type { ReactNode } from 'react';
import { useRef } from 'react';

import { phrases } from '../phrases/phrases.ts';
import { Button } from '../ui/button.tsx';

import styles from './form.module.css';

export interface FormProps {
  /** Read aloud as the name of the group. */
  readonly label: string;
  readonly children: ReactNode;
  readonly send: string;
  readonly onSend: () => void;
  readonly onCancel?: () => void;
  /** Why the last try was refused. */
  readonly fault?: string | undefined;
  /** More buttons beside cancel. */
  readonly more?: ReactNode;
}

export function Form({ label, children, send, onSend, onCancel, fault, more }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  return (
    // A shortcut for all fields of the form; each of them can also be sent with the button.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      ref={form}
      className={styles.form}
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
        focusFault(form.current);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          form.current?.requestSubmit();
        } else if (event.key === 'Escape' && onCancel && !event.defaultPrevented) {
          event.preventDefault();
          onCancel();
        }
      }}
    >
      {children}
      {fault !== undefined && (
        <p role="alert" className={styles.fault}>
          {fault}
        </p>
      )}
      <div className={styles.actions}>
        <Button look="primary" type="submit">
          {send}
        </Button>
        {onCancel && <Button onPress={onCancel}>{phrases.margin.cancel}</Button>}
        {more}
      </div>
    </form>
  );
}

/** Brings the eye and the voice to the first field that is wrong, once React has marked it. */
function focusFault(form: HTMLFormElement | null): void {
  requestAnimationFrame(() => {
    const wrong = form?.querySelector('[aria-invalid="true"]');
    if (wrong instanceof HTMLElement) wrong.focus();
  });
}
