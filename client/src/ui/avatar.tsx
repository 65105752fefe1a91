/** A person as a coloured circle with initials, and a row of them with "+n". The name is always readable aloud. */
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

export interface AvatarStackProps {
  readonly people: readonly {
    readonly id: string;
    readonly name: string;
    readonly colour: 1 | 2 | 3 | 4 | 5;
  }[];
  /** How many are drawn before the rest becomes "+n". */
  readonly most?: number;
  /** What the row is, read aloud: "Here now". */
  readonly label: string;
}

export function AvatarStack({ people, most = 3, label }: AvatarStackProps) {
  const rest = people.slice(most);
  const names = rest.map(({ name }) => name).join(', ');
  return (
    <ul className={styles.stack} aria-label={label}>
      {people.slice(0, most).map(({ id, name, colour }) => (
        <li key={id}>
          <Avatar name={name} colour={colour} />
        </li>
      ))}
      {rest.length > 0 && (
        <li>
          <span title={names} className={classes(styles.avatar, styles.rest)}>
            <span aria-hidden>+{rest.length}</span>
            <VisuallyHidden>{names}</VisuallyHidden>
          </span>
        </li>
      )}
    </ul>
  );
}
