/** One line of text. */
import type { ComponentProps } from 'react';

import type { FieldWords } from './field.tsx';
import { Field } from './field.tsx';

import styles from './field.module.css';

export interface TextFieldProps
  extends
    FieldWords,
    Pick<
      ComponentProps<'input'>,
      | 'autoComplete'
      | 'autoFocus'
      | 'inputMode'
      | 'maxLength'
      | 'name'
      | 'placeholder'
      | 'required'
      | 'ref'
    > {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'email' | 'search' | 'url' | 'number';
  readonly isDisabled?: boolean;
}

export function TextField(props: TextFieldProps) {
  const { label, isLabelHidden, hint, error, value, onChange, type, isDisabled, ...rest } = props;
  return (
    <Field label={label} isLabelHidden={isLabelHidden} hint={hint} error={error}>
      {(ties) => (
        <input
          {...rest}
          {...ties}
          type={type ?? 'text'}
          className={styles.control}
          value={value}
          disabled={isDisabled}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
