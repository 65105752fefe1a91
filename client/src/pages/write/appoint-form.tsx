/** A lead makes somebody a participant, and gets the link to hand over. */
import type { Appoint, Appointed } from '@gloss/shared/wire/api';
import type { Role } from '@gloss/shared/words/role';
import { roles } from '@gloss/shared/words/role';
import type { FormEvent } from 'react';
import { useState } from 'react';

import type { Answer } from '../../line/api.ts';
import { phrases } from '../../phrases/phrases.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { looksLikeEmail } from '../email.ts';
import { sayRefusal } from '../say-refusal.ts';
import { LinkToHandOver } from './link-to-hand-over.tsx';
import type { Newcomer } from './newcomer.ts';

import form from '../form.module.css';

const blank: Appoint = { name: '', email: '', organisation: '', role: 'reviewer' };

export interface AppointFormProps {
  /** Who was appointed last, and the link to hand over. */
  readonly newcomer: Newcomer | null;
  onAppoint(person: Appoint): Promise<Answer<Appointed>>;
}

export function AppointForm({ newcomer, onAppoint }: AppointFormProps) {
  const words = phrases.pages.people;
  const [person, setPerson] = useState(blank);
  const [isTried, setTried] = useState(false);
  const [isUnderWay, setUnderWay] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const isNamed = person.name.trim() !== '';
  const hasEmail = looksLikeEmail(person.email);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    setRefused(null);
    if (!isNamed || !hasEmail || isUnderWay) return;
    setUnderWay(true);
    const answer = await onAppoint({ ...person, email: person.email.trim() });
    setUnderWay(false);
    if (!answer.ok) return setRefused(sayRefusal(answer.refusal));
    setPerson({ ...blank, role: person.role, organisation: person.organisation });
    setTried(false);
  };

  return (
    <form className={form.form} onSubmit={(event) => void submit(event)} noValidate>
      <h3>{words.appoint}</h3>
      {newcomer && <LinkToHandOver key={newcomer.link} name={newcomer.name} link={newcomer.link} />}
      <div className={form.pair}>
        <TextField
          label={words.name}
          hint={words.nameHint}
          value={person.name}
          onChange={(name) => setPerson({ ...person, name })}
          maxLength={120}
          error={isTried && !isNamed ? words.nameWanted : undefined}
        />
        <TextField
          label={words.email}
          type="email"
          value={person.email}
          onChange={(email) => setPerson({ ...person, email })}
          error={isTried && !hasEmail ? words.emailWanted : undefined}
        />
        <TextField
          label={words.organisation}
          value={person.organisation}
          onChange={(organisation) => setPerson({ ...person, organisation })}
          maxLength={160}
        />
        <Select<Role>
          label={words.role}
          options={roles.map((role) => ({ value: role, label: phrases.pages.roles[role] }))}
          value={person.role}
          onChange={(role) => setPerson({ ...person, role })}
        />
      </div>
      <p className={form.quiet}>{phrases.pages.rolesMay[person.role]}</p>
      {refused !== null && (
        <p role="alert" className={form.error}>
          {refused}
        </p>
      )}
      <div className={form.actions}>
        <Button look="primary" type="submit">
          {isUnderWay ? words.appointing : words.submit}
        </Button>
      </div>
    </form>
  );
}
