/** A button, and a link that looks like one. What they do is the caller's word. */
import type { ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';

import './pressable.ts';
import { classes } from './classes.ts';

import styles from './button.module.css';

/** primary: the one thing to do here. plain: others. ghost: without a frame. danger and good: a weighty no or yes. */
export type ButtonLook = 'primary' | 'plain' | 'ghost' | 'danger' | 'good';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly look?: ButtonLook;
  /** Before the words; an icon of lucide-react. */
  readonly icon?: ReactNode;
  readonly onPress?: () => void;
  readonly type?: 'button' | 'submit';
  readonly isDisabled?: boolean;
  /** While what it started is under way: stays focusable, does nothing. */
  readonly isPending?: boolean;
  readonly autoFocus?: boolean;
  readonly className?: string | undefined;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly 'aria-label'?: string;
  readonly 'aria-expanded'?: boolean;
  readonly 'aria-pressed'?: boolean;
  readonly 'aria-describedby'?: string;
}

export function Button({ look = 'plain', icon, children, className, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={classes(styles.button, styles[look], className)}>
      {icon}
      {children}
    </AriaButton>
  );
}

export interface ButtonLinkProps {
  readonly children: ReactNode;
  readonly href: string;
  readonly look?: ButtonLook;
  readonly icon?: ReactNode;
  /** Offer the target as a file. */
  readonly download?: boolean;
}

export function ButtonLink({ look = 'plain', icon, children, href, download }: ButtonLinkProps) {
  return (
    <a className={classes(styles.button, styles[look])} href={href} download={download}>
      {icon}
      {children}
    </a>
  );
}
