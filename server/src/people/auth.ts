/**
 * better-auth, set up for this house: sessions and one-time links in our own database. Its HTTP routes are not mounted;
 * accounts.ts and links.ts call it. E-mail with password, invitations and OIDC are further plugins here, later.
 */
import { linkMs } from '@gloss/shared/wire/limits';
import { betterAuth } from 'better-auth';
import type { BetterAuthOptions } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { getMigrations } from 'better-auth/db/migration';
import { magicLink } from 'better-auth/plugins/magic-link';

import type { Database } from './database.ts';

export interface AuthSettings {
  readonly baseUrl: URL;
  /** Signs the session cookies. */
  readonly secret: string;
  /** Hears what better-auth complains about; told the sentence only, never its arguments. */
  readonly complain: (sentence: string) => void;
}

/** How long a session lasts. */
export const sessionSeconds = 14 * 24 * 60 * 60;

/** @returns better-auth over the database. Only reads the configuration; nothing is written yet. */
export function createAuth(database: Database, settings: AuthSettings) {
  return betterAuth(optionsOf(database, settings));
}
export type Auth = ReturnType<typeof createAuth>;

/** Makes better-auth's own tables, or adds the columns a newer version wants. */
export async function migrateAuth(auth: Auth): Promise<void> {
  const { runMigrations } = await getMigrations(auth.options);
  await runMigrations();
}

function optionsOf(database: Database, { baseUrl, secret, complain }: AuthSettings) {
  return {
    appName: 'Gloss',
    baseURL: baseUrl.origin,
    secret,
    telemetry: { enabled: false },
    database: { db: database, type: 'sqlite', transaction: true },
    user: {
      additionalFields: {
        organisation: { type: 'string', required: true, defaultValue: '', input: false },
        colour: { type: 'number', required: true, defaultValue: 1, input: false },
        mayCreate: { type: 'boolean', required: true, defaultValue: false, input: false },
      },
    },
    // Fixed length: a session that is silently prolonged would need a new cookie on every kind of answer.
    session: { expiresIn: sessionSeconds, disableSessionRefresh: true },
    advanced: {
      cookiePrefix: 'gloss',
      useSecureCookies: baseUrl.protocol === 'https:',
      // No `domain`: lead.localhost and editor.localhost each keep a cookie of their own.
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      // Said outright, because better-auth turns both checks off by itself when NODE_ENV is "test".
      disableOriginCheck: false,
      disableCSRFCheck: false,
    },
    logger: {
      level: 'warn',
      log: (_level, sentence) => complain(sentence.replaceAll(/\S+@\S+/g, '…')),
    },
    plugins: [
      tokenReader,
      magicLink({
        disableSignUp: true,
        expiresIn: linkMs / 1000,
        storeToken: 'hashed',
        sendMagicLink: async ({ token, metadata }) => handOver(token, metadata),
      }),
    ],
  } satisfies BetterAuthOptions;
}

/** Checks the signature of a session cookie and no more: sessions.ts asks the database itself. */
const tokenReader = {
  id: 'gloss-session-token',
  endpoints: {
    sessionToken: createAuthEndpoint(
      '/gloss/session-token',
      { method: 'GET', requireHeaders: true },
      async ({ context, getSignedCookie }) => {
        const token = await getSignedCookie(context.authCookies.sessionToken.name, context.secret);
        return token || null;
      },
    ),
  },
};

/** How `signInMagicLink` gives the token back to its caller: there is no mailer between. */
export interface TokenTaker extends Record<string, unknown> {
  take(token: string): void;
}

function handOver(token: string, metadata: Record<string, unknown> | undefined): void {
  if (typeof metadata?.['take'] !== 'function') throw new Error('a link was made for nobody');
  metadata['take'](token);
}
