/** Who there is: making an account and finding one. Which account a request belongs to is for sessions.ts. */
import type { Me } from '@gloss/shared/wire/api';
import { AccountId } from '@gloss/shared/words/ids';
import type { Instant } from '@gloss/shared/words/ids';
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
  me(account: AccountId): Promise<Me>;
  /** @returns how many sessions hold at that instant. */
  sessions(at: Instant): Promise<number>;
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
    sessions: async (at) => {
      // better-auth writes instants in ISO form, which sorts as it runs.
      const live = await sql<{ count: number }>`
        select count(*) as count from session where expiresAt > ${new Date(at).toISOString()}`.execute(
        database,
      );
      return live.rows[0]?.count ?? 0;
    },
    all: () =>
      users()
        .orderBy(sql`rowid`)
        .execute(),
    byEmail: (email) => users().where('email', '=', email.toLowerCase()).executeTakeFirst(),
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
