/** A small form inside a card: fields, what the rule said against it, send and cancel. Ctrl or ⌘ with Enter sends. */
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';

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
  /** Opened by a button that has gone: the first field takes the focus. */
  readonly takesFocus?: boolean;
  /** More buttons beside cancel. */
  readonly more?: ReactNode;
}

export function Form({
  label,
  children,
  send,
  onSend,
  onCancel,
  fault,
  more,
  takesFocus = false,
}: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (takesFocus) firstField(form.current)?.focus({ preventScroll: true });
  }, [takesFocus]);
  useEffect(() => {
    // Opened by the person at the end of a card, it may stand below what is in sight: once the card has its new height.
    const frame = requestAnimationFrame(() => {
      if (form.current?.contains(document.activeElement))
        form.current.scrollIntoView({ block: 'nearest' });
    });
    return () => cancelAnimationFrame(frame);
  }, []);
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

/** The chosen radio button of a group, not its first one. */
function firstField(form: HTMLFormElement | null): HTMLElement | null {
  return form?.querySelector<HTMLElement>('input:checked, textarea, input, button') ?? null;
}

/** Brings the eye and the voice to the first field that is wrong, once React has marked it. */
function focusFault(form: HTMLFormElement | null): void {
  requestAnimationFrame(() => {
    const wrong = form?.querySelector('[aria-invalid="true"]');
    if (wrong instanceof HTMLElement) wrong.focus();
  });
}
