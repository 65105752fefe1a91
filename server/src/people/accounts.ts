/** Who there is: making an account, finding one, and telling which account a request belongs to. */
import type { Me } from '@gloss/shared/wire/api';
import { AccountId } from '@gloss/shared/words/ids';
import type { Colour } from '@gloss/shared/words/participant';
import { sql } from 'kysely';

import type { Auth } from './auth.ts';
import type { Database, UserRow } from './database.ts';

/** A person as someone names them for the first time. */
export interface NewAccount {
  readonly name: string;
  readonly organisation: string;
  readonly email: string;
  /** Whether they may create drafts without leading one yet. */
  readonly mayCreate: boolean;
}

export interface Accounts {
  /** @returns the new account's id. Throws where the address is taken: look first. */
  create(account: NewAccount): Promise<AccountId>;
  /** In the order they were made. */
  all(): Promise<UserRow[]>;
  byId(account: AccountId): Promise<UserRow | undefined>;
  /** Upper and lower case are one address. */
  byEmail(email: string): Promise<UserRow | undefined>;
  /** @returns the person of a live session cookie, or null. */
  whoIs(headers: Headers): Promise<Me | null>;
  me(account: AccountId): Promise<Me>;
}

export function accountsIn(database: Database, auth: Auth): Accounts {
  const users = () => database.selectFrom('user').select(shown);
  const byId = (account: AccountId) => users().where('id', '=', account).executeTakeFirst();

  async function create(account: NewAccount): Promise<AccountId> {
    const { internalAdapter } = await auth.$context;
    const others = await database
      .selectFrom('user')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    const user = await internalAdapter.createUser(
      { ...account, emailVerified: false, colour: colourOf(others.count) },
      { method: 'magic-link' },
    );
    return AccountId.parse(user.id);
  }

  async function me(account: AccountId): Promise<Me> {
    const user = await byId(account);
    if (!user) throw new Error('an account that signed in does not exist');
    const { id, name, organisation, email } = user;
    const mayCreate = user.mayCreate === 1 || (await leadsSomething(database, account));
    return { account: id, name, organisation, email, mayCreate };
  }

  return {
    create,
    byId,
    me,
    all: () =>
      users()
        .orderBy(sql`rowid`)
        .execute(),
    byEmail: (email) => users().where('email', '=', email.toLowerCase()).executeTakeFirst(),
    whoIs: async (headers) => {
      const session = await auth.api.getSession({ headers });
      return session && me(AccountId.parse(session.user.id));
    },
  };
}

const shown = [
  'id',
  'name',
  'email',
  'emailVerified',
  'organisation',
  'colour',
  'mayCreate',
] as const;

/** The five colours go round, so that the first five people differ. */
function colourOf(others: number): Colour {
  return ((others % 5) + 1) as Colour;
}

async function leadsSomething(database: Database, account: AccountId): Promise<boolean> {
  const led = await database
    .selectFrom('participant')
    .select('draft')
    .where('account', '=', account)
    .where('role', '=', 'lead')
    .executeTakeFirst();
  return led !== undefined;
}
