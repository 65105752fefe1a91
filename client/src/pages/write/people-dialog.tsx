/** Everybody who takes part: name, organisation, role. Leads change roles, remove and appoint; nobody's words go with them. */
import type { Appoint, Appointed } from '@gloss/shared/wire/api';
import type { AccountId } from '@gloss/shared/words/ids';
import type { Participant } from '@gloss/shared/words/participant';
import type { Role } from '@gloss/shared/words/role';
import { useState } from 'react';

import type { Answer } from '../../line/api.ts';
import { phrases } from '../../phrases/phrases.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { sayRefusal } from '../say-refusal.ts';
import { AppointForm } from './appoint-form.tsx';
import type { Newcomer } from './newcomer.ts';
import { newcomerIn } from './newcomer.ts';
import { PersonRow } from './person-row.tsx';

import styles from './people-dialog.module.css';

export interface PeopleDialogProps {
  readonly participants: readonly Participant[];
  readonly me: AccountId;
  readonly mayAppoint: boolean;
  readonly onClose: () => void;
  onChangeRole(account: AccountId, role: Role | null): Promise<Answer<unknown>>;
  onAppoint(person: Appoint): Promise<Answer<Appointed>>;
}

export function PeopleDialog(props: PeopleDialogProps) {
  const { participants, me, mayAppoint, onClose, onChangeRole, onAppoint } = props;
  const words = phrases.pages.people;
  const [refused, setRefused] = useState<string | null>(null);
  const [newcomer, setNewcomer] = useState<Newcomer | null>(null);
  const change = async (account: AccountId, role: Role | null) => {
    setRefused(null);
    const answer = await onChangeRole(account, role);
    if (!answer.ok) setRefused(sayRefusal(answer.refusal));
    // Whoever was removed has no use for a link any more.
    else if (role === null && account === newcomer?.account) setNewcomer(null);
  };
  const appoint = async (person: Appoint) => {
    const answer = await onAppoint(person);
    if (answer.ok) setNewcomer(newcomerIn(answer.value, person, participants));
    return answer;
  };
  return (
    <Dialog title={words.title} isOpen onClose={onClose} width="wide">
      {refused !== null && (
        <p role="alert" className={styles.refused}>
          {refused}
        </p>
      )}
      <ul className={styles.people}>
        {participants.map((person) => (
          <PersonRow
            key={person.account}
            person={person}
            isMe={person.account === me}
            onChangeRole={mayAppoint ? (role) => void change(person.account, role) : undefined}
          />
        ))}
      </ul>
      {mayAppoint ? (
        <AppointForm newcomer={newcomer} onAppoint={appoint} />
      ) : (
        <p>{words.leadOnly}</p>
      )}
    </Dialog>
  );
}
