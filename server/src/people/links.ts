/**
 * One-time links: a token in the fragment of an address, which browsers never send and mail scanners never spend.
 * Each is good for one POST within an hour; the database keeps its hash only. Coming in by a link voids the other links of
 * that account. Whoever opens one of a lead's that does not hold any more may be the person it was meant for, and somebody
 * else have come in by it: the next link of that account that is used ends all sessions before it.
 */
import { createHash, randomBytes } from 'node:crypto';

import { setupPrefix } from '@gloss/shared/wire/api';
import { linkMs } from '@gloss/shared/wire/limits';
import { AccountId } from '@gloss/shared/words/ids';
import type { Ruling } from '@gloss/shared/words/refusal';
import { grant, refuse } from '@gloss/shared/words/refusal';
import { sql } from 'kysely';

import { sessionSeconds } from './auth.ts';
import type { Auth, TokenTaker } from './auth.ts';
import type { Database, UserRow } from './database.ts';

/** Someone who came in: their account, and the cookies to set. */
export interface Signed {
  readonly account: AccountId;
  readonly cookies: string[];
  /** Whether that ended other sessions of the account. */
  readonly hasEnded: boolean;
}

export interface Links {
  /** @returns a fresh token for an existing account. Earlier ones stay good for their hour, until one of them is used. */
  issue(email: string): Promise<string>;
  /** @returns a fresh token that goes through a lead's hands: earlier ones are void, and who comes too late with it is noticed. */
  issueToLead(user: Pick<UserRow, 'id' | 'email'>): Promise<string>;
  /** Uses a token up and opens a session. Refuses `link-spent` for every token that does not hold. */
  spend(token: string, headers: Headers): Promise<Ruling<Signed>>;
  /** Remembers that somebody came with a lead's token that does not hold any more; not where they are in by now. */
  cameTooLate(token: string, as: AccountId | undefined): Promise<void>;
  /** @returns a token for someone without an account: the first person of this house. */
  issueSetup(): Promise<string>;
  /** Uses a set-up token up. @returns whether it held. */
  spendSetup(token: string): Promise<boolean>;
  /** Ends the session of the cookie. @returns the cookies that clear it. */
  leave(headers: Headers): Promise<string[]>;
}

/** A lead's link is remembered for as long as the session may last that it opens. */
const rememberedMs = linkMs + sessionSeconds * 1000;

export function linksOf(auth: Auth, database: Database): Links {
  async function issue(email: string): Promise<string> {
    let token: string | undefined;
    const metadata: TokenTaker = { take: (made) => void (token = made) };
    await auth.api.signInMagicLink({ body: { email, metadata }, headers: new Headers() });
    if (token === undefined) throw new Error('better-auth made no token');
    return token;
  }

  /** Voids every token of an account that is not used yet. */
  async function voidAll(email: string): Promise<void> {
    await sql`
      delete from verification
      where case when identifier like 'magic-link:%' then json_extract(value, '$.email') end = ${email}`.execute(
      database,
    );
  }

  /** @returns whether somebody came too late to an account; it is settled then, and only the newest session left. */
  async function settle(account: AccountId, newest: string): Promise<boolean> {
    return database.transaction().execute(async (step) => {
      const { numAffectedRows: late = 0n } = await sql`
        delete from verification where identifier like 'issued:%' and value = ${lateTo(account)}`.execute(
        step,
      );
      if (late === 0n) return false;
      await step
        .deleteFrom('session')
        .where('userId', '=', account)
        .where('token', '!=', newest)
        .execute();
      return true;
    });
  }

  return {
    issue,
    issueToLead: async ({ id, email }) => {
      await voidAll(email);
      const token = await issue(email);
      const { internalAdapter } = await auth.$context;
      await internalAdapter.createVerificationValue({
        identifier: issuedIdentifier(token),
        value: id,
        expiresAt: new Date(Date.now() + rememberedMs),
      });
      return token;
    },
    spend: async (token, headers) => {
      const answer = await auth.api.magicLinkVerify({
        query: { token },
        headers: onlyCookies(headers),
        asResponse: true,
      });
      // better-auth answers a token that does not hold by a redirect to an error page.
      if (!answer.ok) return refuse('link-spent');
      const signed = (await answer.json()) as {
        token: string;
        user: { id: string; email: string };
      };
      const account = AccountId.parse(signed.user.id);
      await voidAll(signed.user.email);
      const hasEnded = await settle(account, signed.token);
      return grant({ account, cookies: answer.headers.getSetCookie(), hasEnded });
    },
    cameTooLate: async (token, as) => {
      await sql`
        update verification set value = ${lateTo('')} || value
        where identifier = ${issuedIdentifier(token)}
          and value not like ${lateTo('%')} and value is not ${as ?? null}`.execute(database);
    },
    issueSetup: async () => {
      const { internalAdapter } = await auth.$context;
      const token = setupPrefix + randomBytes(24).toString('base64url');
      const expiresAt = new Date(Date.now() + linkMs);
      await internalAdapter.createVerificationValue({
        identifier: setupIdentifier(token),
        value: 'founder',
        expiresAt,
      });
      return token;
    },
    spendSetup: async (token) => {
      const { internalAdapter } = await auth.$context;
      const held = await internalAdapter.consumeVerificationValue(setupIdentifier(token));
      return held !== null;
    },
    leave: async (headers) => {
      const answer = await auth.api.signOut({ headers: onlyCookies(headers), asResponse: true });
      return answer.headers.getSetCookie();
    },
  };
}

function setupIdentifier(token: string): string {
  return `setup:${hashed(token)}`;
}

function issuedIdentifier(token: string): string {
  return `issued:${hashed(token)}`;
}

function hashed(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** What stands for the account of a lead's link that somebody came too late with. */
function lateTo(account: string): string {
  return `late:${account}`;
}

/** Origin and method were judged at our own door (gate/origin.ts); better-auth needs the session and nothing else. */
function onlyCookies(headers: Headers): Headers {
  const cookie = headers.get('cookie');
  return new Headers(cookie === null ? {} : { cookie });
}
