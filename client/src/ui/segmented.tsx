/** One of a few, all in sight: joined in a bar as for a mode, apart as for an answer, quiet where room is scarce. A radio group. */
import type { ReactNode } from 'react';
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';

import { classes } from './classes.ts';

import styles from './segmented.module.css';
import hidden from './visually-hidden.module.css';

export interface Segment<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly icon?: ReactNode;
  /** A number beside the word. */
  readonly count?: number;
  readonly isDisabled?: boolean;
}

export interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly segments: readonly Segment<Value>[];
  /** null: none chosen yet. */
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly look?: 'joined' | 'apart' | 'quiet';
  readonly isRequired?: boolean;
}

export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, isLabelHidden = true, segments, value, onChange, look = 'joined' } = props;
  return (
    <RadioGroup
      className={classes(styles.group)}
      value={value}
      onChange={(chosen) => {
        const segment = segments.find((each) => each.value === chosen);
        if (segment) onChange(segment.value);
      }}
      orientation="horizontal"
      isRequired={props.isRequired ?? false}
    >
      <Label className={classes(isLabelHidden ? hidden.hidden : styles.label)}>{label}</Label>
      <div className={classes(styles.row, styles[look])}>
        {segments.map((segment) => (
          <Radio
            key={segment.value}
            value={segment.value}
            isDisabled={segment.isDisabled ?? false}
            className={classes(styles.segment)}
          >
            {segment.icon}
            {segment.label}
            {segment.count !== undefined && <span className={styles.count}>{segment.count}</span>}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
