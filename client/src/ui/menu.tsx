/** A menu that a button opens. Arrows, letters, Enter and Escape work as in every menu. */
import type { ReactElement, ReactNode } from 'react';
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuTrigger,
  Separator,
} from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';

import { classes } from './classes.ts';

import styles from './menu.module.css';

export interface MenuProps {
  readonly label: string;
  /** The Button or IconButton that opens it. */
  readonly trigger: ReactElement;
  /** MenuItem, MenuLine. */
  readonly children: ReactNode;
}

export function Menu({ label, trigger, children }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={classes(styles.popover)} offset={4} placement="bottom end">
        <AriaMenu className={classes(styles.menu)} aria-label={label}>
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

export interface MenuItemProps {
  readonly children: string;
  readonly onAction?: () => void;
  readonly icon?: ReactNode;
  readonly tone?: 'usual' | 'danger';
  readonly isDisabled?: boolean;
  /** Makes it a link. */
  readonly href?: string;
  readonly download?: boolean;
}

export function MenuItem({ children, icon, tone = 'usual', ...rest }: MenuItemProps) {
  return (
    <AriaMenuItem
      {...rest}
      textValue={children}
      className={classes(styles.item, tone === 'danger' && styles.danger)}
    >
      {icon}
      <span>{children}</span>
    </AriaMenuItem>
  );
}

/** A line between groups of items. */
export function MenuLine() {
  return <Separator className={classes(styles.line)} />;
}
