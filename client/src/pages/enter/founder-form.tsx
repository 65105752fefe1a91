/** The first person of a house says who they are. Sent together with the one-time set-up link. */
import type { FormEvent } from 'react';
import { useState } from 'react';

import { phrases } from '../../phrases/phrases.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { looksLikeEmail } from '../email.ts';
import { Message } from '../message.tsx';
import type { Founder } from './use-entering.ts';

import form from '../form.module.css';

export interface FounderFormProps {
  onSubmit(founder: Founder): void;
}

export function FounderForm({ onSubmit }: FounderFormProps) {
  const words = phrases.pages.enter.founder;
  const [name, setName] = useState('');
  const [organisation, setOrganisation] = useState('');
  const [email, setEmail] = useState('');
  const [isTried, setTried] = useState(false);
  const isNamed = name.trim() !== '';
  const hasEmail = looksLikeEmail(email);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isNamed && hasEmail)
      onSubmit({ name: name.trim(), organisation: organisation.trim(), email: email.trim() });
  };

  return (
    <Message title={words.title} say={words.say}>
      <form className={form.form} onSubmit={submit} noValidate>
        <TextField
          label={words.name}
          value={name}
          onChange={setName}
          autoComplete="name"
          maxLength={120}
          required
          error={isTried && !isNamed ? words.nameWanted : undefined}
        />
        <TextField
          label={words.organisation}
          hint={words.organisationHint}
          value={organisation}
          onChange={setOrganisation}
          autoComplete="organization"
          maxLength={160}
        />
        <TextField
          label={words.email}
          type="email"
          value={email}
          onChange={setEmail}
          autoComplete="email"
          required
          error={isTried && !hasEmail ? words.emailWanted : undefined}
        />
        <div className={form.actions}>
          <Button look="primary" type="submit">
            {words.submit}
          </Button>
        </div>
      </form>
    </Message>
  );
}
