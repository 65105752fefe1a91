/** A short word on what a control does, shown on hover and on focus. Never the only place where something is said. */
import type { ReactElement } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip';

import { classes } from './classes.ts';

import styles from './tooltip.module.css';

export interface TooltipProps {
  readonly text: string;
  /** A Button or IconButton of this room. */
  readonly children: ReactElement;
}

export function Tooltip({ text, children }: TooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={100}>
      {children}
      <AriaTooltip offset={6} className={classes(styles.tooltip)}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
