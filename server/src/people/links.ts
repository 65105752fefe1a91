/**
 * One-time links: a token in the fragment of an address, which browsers never send and mail scanners never spend.
 * Each is good for one POST within an hour; the database keeps its hash only.
 */
import { createHash, randomBytes } from 'node:crypto';

import { setupPrefix } from '@gloss/shared/wire/api';
import { linkMs } from '@gloss/shared/wire/limits';
import { AccountId } from '@gloss/shared/words/ids';
import type { Ruling } from '@gloss/shared/words/refusal';
import { grant, refuse } from '@gloss/shared/words/refusal';

import type { Auth, TokenTaker } from './auth.ts';

/** Someone who came in: their account, and the cookies to set. */
export interface Signed {
  readonly account: AccountId;
  readonly cookies: string[];
}

export interface Links {
  /** @returns a fresh token for an existing account. Earlier ones stay good for their hour. */
  issue(email: string): Promise<string>;
  /** Uses a token up and opens a session. Refuses `link-spent` for every token that does not hold. */
  spend(token: string, headers: Headers): Promise<Ruling<Signed>>;
  /** @returns a token for someone without an account: the first person of this house. */
  issueSetup(): Promise<string>;
  /** Uses a set-up token up. @returns whether it held. */
  spendSetup(token: string): Promise<boolean>;
  /** Ends the session of the cookie. @returns the cookies that clear it. */
  leave(headers: Headers): Promise<string[]>;
}

export function linksOf(auth: Auth): Links {
  return {
    issue: async (email) => {
      let token: string | undefined;
      const metadata: TokenTaker = { take: (made) => void (token = made) };
      await auth.api.signInMagicLink({ body: { email, metadata }, headers: new Headers() });
      if (token === undefined) throw new Error('better-auth made no token');
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
      const { user } = (await answer.json()) as { user: { id: string } };
      return grant({ account: AccountId.parse(user.id), cookies: answer.headers.getSetCookie() });
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
  return `setup:${createHash('sha256').update(token).digest('base64url')}`;
}

/** Origin and method were judged at our own door (gate/origin.ts); better-auth needs the session and nothing else. */
function onlyCookies(headers: Headers): Headers {
  const cookie = headers.get('cookie');
  return new Headers(cookie === null ? {} : { cookie });
}
