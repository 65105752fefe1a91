/** A person as a coloured circle with initials. The name is always readable aloud. */
import { classes } from './classes.ts';
import { initialsOf } from './initials.ts';
import { VisuallyHidden } from './visually-hidden.tsx';

import styles from './avatar.module.css';

export interface AvatarProps {
  readonly name: string;
  /** Which of `--p1` to `--p5`. */
  readonly colour: 1 | 2 | 3 | 4 | 5;
  /** True where the name stands in words beside it: then it says nothing itself. */
  readonly isDecoration?: boolean;
  readonly size?: 'small' | 'usual';
}

export function Avatar({ name, colour, isDecoration = false, size = 'usual' }: AvatarProps) {
  return (
    <span
      title={name}
      className={classes(styles.avatar, styles[`p${colour}`], size === 'small' && styles.small)}
    >
      <span aria-hidden>{initialsOf(name)}</span>
      {!isDecoration && <VisuallyHidden>{name}</VisuallyHidden>}
    </span>
  );
}
