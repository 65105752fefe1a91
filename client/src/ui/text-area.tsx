/** Several lines of text; grows with what is written in it, up to half of the window. */
import type { ComponentProps, RefObject } from 'react';
import { useEffect, useLayoutEffect, useRef } from 'react';

import type { FieldWords } from './field.tsx';
import { Field } from './field.tsx';

import styles from './field.module.css';

export interface TextAreaProps
  extends
    FieldWords,
    Omit<
      ComponentProps<'textarea'>,
      'autoFocus' | 'onChange' | 'value' | 'className' | 'ref' | 'id' | 'style'
    > {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly areaRef?: RefObject<HTMLTextAreaElement | null>;
  /** Where it opens because the person asked for it. */
  readonly takesFocus?: boolean;
}

export function TextArea({ areaRef, takesFocus = false, ...props }: TextAreaProps) {
  const { label, isLabelHidden, hint, error, value, onChange, rows = 2, ...rest } = props;
  const own = useRef<HTMLTextAreaElement>(null);
  const area = areaRef ?? own;
  useLayoutEffect(() => grow(area.current));
  useEffect(() => {
    if (takesFocus) area.current?.focus({ preventScroll: true });
  }, [takesFocus, area]);
  return (
    <Field label={label} isLabelHidden={isLabelHidden} hint={hint} error={error}>
      {(ties) => (
        <textarea
          {...rest}
          {...ties}
          ref={area}
          rows={rows}
          className={styles.control}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** For browsers without `field-sizing: content`. */
function grow(area: HTMLTextAreaElement | null): void {
  if (area === null || CSS.supports('field-sizing', 'content')) return;
  area.style.blockSize = 'auto';
  area.style.blockSize = `${area.scrollHeight + 2}px`;
}
