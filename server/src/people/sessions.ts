/**
 * Whose session a cookie is. Asked at every request, every handshake and again for every open socket, so the answer is
 * kept: what a cookie stands for never changes, and whether the session still lives is looked up again after ten seconds
 * or at once after a change that this process made. Whoever asks at the same time is answered by one look-up.
 */
import type { Me } from '@gloss/shared/wire/api';
import type { AccountId, Instant } from '@gloss/shared/words/ids';

import type { Auth } from './auth.ts';
import type { Database } from './database.ts';

export interface Sessions {
  /** @param cookie the Cookie header. @returns the person of a live session, or null. */
  whoIs(cookie: string | undefined): Promise<Me | null>;
  /** The next to ask for this account is answered from the database. */
  forget(account: AccountId): void;
}

/** A session may be ended by another process, `gloss` at the command line for one. */
const keptMs = 10_000;

/** Cookies kept; beyond that, those that were looked up longest ago go first. Some 300 bytes each. */
const mostKept = 20_000;

interface Kept {
  /** Verified by its signature, once. */
  readonly token: string;
  me: Promise<Me | null>;
  until: Instant;
  account: AccountId | null;
}

export function sessionsIn(database: Database, auth: Auth, now: () => Instant): Sessions {
  const kept = new Map<string, Kept>();
  const verifying = new Map<string, Promise<string | null>>();

  async function whoIs(header: string | undefined): Promise<Me | null> {
    const cookie = sessionCookieIn(header);
    if (cookie === undefined) return null;
    const known = kept.get(cookie);
    if (known) return now() < known.until ? known.me : lookUp(cookie, known.token);
    const token = await verified(cookie);
    if (token === null) return null;
    const meanwhile = kept.get(cookie);
    return meanwhile && now() < meanwhile.until ? meanwhile.me : lookUp(cookie, token);
  }

  function lookUp(cookie: string, token: string): Promise<Me | null> {
    const at = now();
    const fresh: Kept = { token, me: read(token, at), until: at + keptMs, account: null };
    kept.delete(cookie);
    kept.set(cookie, fresh);
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return fresh.me;

    async function read(token: string, at: Instant): Promise<Me | null> {
      try {
        const session = await sessionOf(database, token);
        if (!session || session.expiresAt <= at) {
          kept.delete(cookie);
          return null;
        }
        fresh.until = Math.min(fresh.until, session.expiresAt);
        fresh.account = session.me.account;
        return session.me;
      } catch (error) {
        kept.delete(cookie);
        throw error;
      }
    }
  }

  /** The signature is better-auth's to check. A cookie that does not hold is not kept: anyone can make those. */
  function verified(cookie: string): Promise<string | null> {
    const asked = verifying.get(cookie);
    if (asked) return asked;
    const verdict = auth.api
      .sessionToken({ headers: new Headers({ cookie }) })
      .finally(() => verifying.delete(cookie));
    verifying.set(cookie, verdict);
    return verdict;
  }

  return {
    whoIs,
    forget: (account) => {
      for (const each of kept.values())
        // One that is still being read may have been read before the change.
        if (each.account === account || each.account === null) each.until = 0;
    },
  };
}

/** @returns the pair `name=value` of our session cookie: other cookies do not make another session. */
function sessionCookieIn(header = ''): string | undefined {
  return /(?:^|;\s*)((?:__Secure-)?gloss\.session_token=[^;]+)/.exec(header)?.[1];
}

interface Session {
  readonly me: Me;
  readonly expiresAt: Instant;
}

async function sessionOf(database: Database, token: string): Promise<Session | undefined> {
  const row = await database
    .selectFrom('session')
    .innerJoin('user', 'user.id', 'session.userId')
    .select(({ exists, selectFrom }) => [
      'session.expiresAt',
      'user.id',
      'user.name',
      'user.organisation',
      'user.email',
      'user.mayCreate',
      exists(
        selectFrom('participant')
          .select('participant.draft')
          .whereRef('participant.account', '=', 'user.id')
          .where('participant.role', '=', 'lead'),
      ).as('leads'),
    ])
    .where('session.token', '=', token)
    .executeTakeFirst();
  if (!row) return undefined;
  const { id, name, organisation, email, mayCreate, leads } = row;
  const me = {
    account: id,
    name,
    organisation,
    email,
    mayCreate: mayCreate === 1 || Boolean(leads),
  };
  return { me, expiresAt: Date.parse(row.expiresAt) };
}
