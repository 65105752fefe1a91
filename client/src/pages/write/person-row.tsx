/** One participant in the list of people. Removing asks once more, in place, and says what stays. */
import type { Participant } from '@gloss/shared/words/participant';
import type { Role } from '@gloss/shared/words/role';
import { roles } from '@gloss/shared/words/role';
import { UserMinus } from 'lucide-react';
import { useState } from 'react';

import { phrases } from '../../phrases/phrases.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Select } from '../../ui/select.tsx';

import styles from './people-dialog.module.css';

export interface PersonRowProps {
  readonly person: Participant;
  readonly isMe: boolean;
  /** Absent for those who may not; null removes the person. */
  readonly onChangeRole?: ((role: Role | null) => void) | undefined;
}

export function PersonRow({ person, isMe, onChangeRole }: PersonRowProps) {
  const words = phrases.pages;
  const [isAsking, setAsking] = useState(false);
  return (
    <li className={styles.person}>
      <Avatar name={person.name} colour={person.colour} isDecoration />
      <span className={styles.who}>
        <strong>{person.name}</strong>
        {isMe && <span className={styles.quiet}> {words.people.you}</span>}
        <span className={styles.organisation}>{person.organisation}</span>
      </span>
      {onChangeRole === undefined ? (
        <span className={styles.quiet}>{words.roles[person.role]}</span>
      ) : (
        <>
          <span className={styles.role}>
            <Select<Role>
              label={words.people.roleOf(person.name)}
              isLabelHidden
              options={roles.map((role) => ({ value: role, label: words.roles[role] }))}
              value={person.role}
              onChange={onChangeRole}
            />
          </span>
          <IconButton
            label={words.people.remove(person.name)}
            icon={<UserMinus />}
            onPress={() => setAsking(true)}
          />
        </>
      )}
      {isAsking && onChangeRole !== undefined && (
        <div
          role="alertdialog"
          aria-label={words.people.removeTitle(person.name)}
          className={styles.ask}
        >
          <p>
            <strong>{words.people.removeTitle(person.name)}</strong>{' '}
            {words.people.removeSay(person.name)}
          </p>
          <div className={styles.answers}>
            <Button look="danger" onPress={() => onChangeRole(null)}>
              {words.people.removeYes}
            </Button>
            {/* The question has come up under the person's hands. */}
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
            <Button autoFocus onPress={() => setAsking(false)}>
              {words.cancel}
            </Button>
          </div>
        </div>
      )}
    </li>
  );
}
