/** What every field has around it: a label, a word of help, an error, tied together for those who listen. */
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useId } from 'react';

import styles from './field.module.css';
import hidden from './visually-hidden.module.css';

export interface FieldWords {
  readonly label: string;
  readonly isLabelHidden?: boolean | undefined;
  /** Beside the label, quieter: "shown in the response report". */
  readonly hint?: string | undefined;
  /** What is wrong and what to do; absent when all is well. */
  readonly error?: string | undefined;
}

/** What the control inside must carry. */
export interface FieldTies {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
}

export interface FieldProps extends FieldWords {
  readonly children: (ties: FieldTies) => ReactNode;
}

export function Field({ label, isLabelHidden = false, hint, error, children }: FieldProps) {
  const id = useId();
  const hintId = hint === undefined ? undefined : `${id}-hint`;
  const errorId = error === undefined ? undefined : `${id}-error`;
  const described = [hintId, errorId].filter((each) => each !== undefined).join(' ');
  return (
    <div className={styles.field}>
      <span className={isLabelHidden ? hidden.hidden : styles.words}>
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
        {hint !== undefined && (
          <span id={hintId} className={styles.hint}>
            {hint}
          </span>
        )}
      </span>
      {children({
        id,
        ...(described !== '' && { 'aria-describedby': described }),
        ...(error !== undefined && { 'aria-invalid': true as const }),
      })}
      {error !== undefined && (
        <span id={errorId} role="alert" className={styles.error}>
          <CircleAlert aria-hidden />
          {error}
        </span>
      )}
    </div>
  );
}
