/** One of a few, chosen from a list that opens. */
import { Check, ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';

import './pressable.ts';
import { classes } from './classes.ts';

import styles from './select.module.css';
import hidden from './visually-hidden.module.css';

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

export interface SelectProps<Value extends string> {
  readonly label: string;
  /** The label is read aloud but not drawn. */
  readonly isLabelHidden?: boolean;
  readonly options: readonly Option<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly isDisabled?: boolean;
  /** bare: without a frame, as in a toolbar. */
  readonly look?: 'framed' | 'bare';
}

export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, isLabelHidden = false, options, value, onChange, look = 'framed' } = props;
  return (
    <AriaSelect
      className={classes(styles.select)}
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key);
        if (chosen) onChange(chosen.value);
      }}
      isDisabled={props.isDisabled ?? false}
    >
      <Label className={classes(isLabelHidden ? hidden.hidden : styles.label)}>{label}</Label>
      <Button className={classes(styles.button, styles[look])}>
        <SelectValue className={classes(styles.value)}>
          {({ selectedText }) => selectedText}
        </SelectValue>
        <ChevronDown aria-hidden />
      </Button>
      <Popover className={classes(styles.popover)} offset={4}>
        <ListBox className={classes(styles.list)} items={options.map((option) => ({ ...option }))}>
          {(option) => (
            <ListBoxItem
              id={option.value}
              textValue={option.label}
              className={classes(styles.item)}
            >
              <span>{option.label}</span>
              {option.value === value && <Check aria-hidden />}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
