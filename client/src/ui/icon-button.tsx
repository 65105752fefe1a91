/** A button of one icon. It always has a label: read aloud, and shown as a tooltip. */
import type { ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';

import './pressable.ts';
import { classes } from './classes.ts';
import { Tooltip } from './tooltip.tsx';

import styles from './icon-button.module.css';

export interface IconButtonProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly onPress?: () => void;
  /** framed: with a border, as a button of its own; bare: within a row of others. */
  readonly look?: 'bare' | 'framed';
  readonly isDisabled?: boolean;
  /** For one that switches something on and off. */
  readonly isOn?: boolean;
  /** Beside the label in the tooltip, such as "Ctrl B". */
  readonly shortcut?: string;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly 'aria-expanded'?: boolean;
  readonly 'aria-controls'?: string;
}

export function IconButton(props: IconButtonProps) {
  const { label, icon, look = 'bare', isOn, shortcut, ...rest } = props;
  return (
    <Tooltip text={shortcut === undefined ? label : `${label} (${shortcut})`}>
      <AriaButton
        {...rest}
        aria-label={label}
        {...(isOn !== undefined && { 'aria-pressed': isOn })}
        className={classes(styles.button, styles[look], isOn && styles.on)}
      >
        {icon}
      </AriaButton>
    </Tooltip>
  );
}
