/** The five accounts of the sample. They are roles, not invented people; each has a host name, so a cookie, of its own. */
import type { Participant } from '@gloss/shared/words/participant';
import type { Role } from '@gloss/shared/words/role';

import type { People } from '../people/people.ts';

/** Who speaks in the sample. */
export type Speaker = 'lead' | 'editor' | 'editor2' | 'reviewer' | 'reader';

interface SampleAccount {
  readonly speaker: Speaker;
  readonly role: Role;
  readonly name: string;
  readonly organisation: string;
}

export const sampleAccounts: readonly SampleAccount[] = [
  {
    speaker: 'lead',
    role: 'lead',
    name: 'Deputy Head of Strategy',
    organisation: 'Strategy office',
  },
  {
    speaker: 'editor',
    role: 'editor',
    name: 'Editor, workforce',
    organisation: 'Workforce planning',
  },
  {
    speaker: 'editor2',
    role: 'editor',
    name: 'Editor, social care',
    organisation: 'Social care providers',
  },
  {
    speaker: 'reviewer',
    role: 'reviewer',
    name: 'Patient and public voice',
    organisation: 'Patient panel',
  },
  { speaker: 'reader', role: 'reader', name: 'Observer, regulator', organisation: 'Regulator' },
];

/** `.invalid` can never be anybody's mailbox. */
const domain = '@sample.invalid';

/** @returns the host name on which a sample account signs in; none for everybody else. */
export function sampleHost(email: string): string | undefined {
  const account = sampleAccounts.find(({ speaker }) => speaker + domain === email);
  return account && `${account.speaker}.localhost`;
}

/** Who plays whom. */
export type Cast = Readonly<Record<Speaker, Participant>>;

/** Makes the accounts that are missing. */
export async function sampleCast(people: People): Promise<Cast> {
  const known = await people.accounts();
  for (const { speaker, role, name, organisation } of sampleAccounts) {
    const email = speaker + domain;
    if (known.some((row) => row.email === email)) continue;
    await people.addAccount({ name, organisation, email, mayCreate: role === 'lead' });
  }
  const rows = await people.accounts();
  const cast = sampleAccounts.map(({ speaker, role }) => {
    const row = rows.find(({ email }) => email === speaker + domain);
    if (!row) throw new Error('a sample account just made is not there');
    const { id: account, name, organisation, colour } = row;
    return [speaker, { account, name, organisation, colour, role }];
  });
  return Object.fromEntries(cast) as Cast;
}
