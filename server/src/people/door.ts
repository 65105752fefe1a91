/** How a person comes into the house and leaves it: by a link, as its founder, or appointed by a lead. */
import type { Enter, Me } from '@gloss/shared/wire/api';
import { setupPrefix } from '@gloss/shared/wire/api';
import type { AccountId, DraftId } from '@gloss/shared/words/ids';
import type { Ruling } from '@gloss/shared/words/refusal';
import { grant, refuse } from '@gloss/shared/words/refusal';

import type { Accounts } from './accounts.ts';
import type { UserRow } from './database.ts';
import type { Drafts } from './drafts.ts';
import type { Links, Signed } from './links.ts';

/** Someone let in: who they are, and the cookies to set. */
export interface Let {
  readonly me: Me;
  readonly cookies: string[];
  /** Whether other sessions of theirs have ended with it. */
  readonly hasEnded: boolean;
}

export interface Door {
  /** @param as whose session it is that asks, if any. */
  enter(entering: Enter, headers: Headers, as?: AccountId): Promise<Ruling<Let>>;
  link(account: AccountId, host?: string): Promise<string>;
  setupLink(): Promise<string | null>;
  /** What a lead may hand to someone just appointed (wire/api.ts, Appointed). */
  welcome(account: AccountId, draft: DraftId): Promise<string>;
}

export function doorOf(baseUrl: URL, accounts: Accounts, drafts: Drafts, links: Links): Door {
  /**
   * One after the other: two set-up links used at once must not make two founders, and nobody is given a link while its
   * forerunner is being used.
   */
  let coming: Promise<unknown> = Promise.resolve();

  async function enter(entering: Enter, headers: Headers, as?: AccountId): Promise<Ruling<Let>> {
    const signed = await inTurn(() => sign(entering, headers, as));
    if (!signed.ok) return signed;
    const { account, cookies, hasEnded } = signed.value;
    return grant({ me: await accounts.me(account), cookies, hasEnded });
  }

  async function sign(
    { token, founder }: Enter,
    headers: Headers,
    as: AccountId | undefined,
  ): Promise<Ruling<Signed>> {
    if (token.startsWith(setupPrefix)) return found(token, founder, headers);
    const signed = await links.spend(token, headers);
    if (!signed.ok) await links.cameTooLate(token, as);
    return signed;
  }

  function inTurn<Value>(next: () => Promise<Value>): Promise<Value> {
    const mine = coming.then(next);
    coming = mine.catch(() => undefined);
    return mine;
  }

  /** Makes the first account, which may create drafts, and signs it in. Without a name the token stays good. */
  async function found(
    token: string,
    founder: Enter['founder'],
    headers: Headers,
  ): Promise<Ruling<Signed>> {
    if (!founder) return refuse('malformed', 'Say your name, organisation and e-mail address.');
    if (!(await links.spendSetup(token)) || (await accounts.all()).length > 0)
      return refuse('link-spent');
    await accounts.create({ ...founder, mayCreate: true });
    return links.spend(await links.issue(founder.email), headers);
  }

  /** A lead holds one link of a newcomer at most: with two, one would let the lead in, and the other hide it. */
  async function welcome(account: AccountId, draft: DraftId): Promise<string> {
    const user = await known(accounts, account);
    const isNewcomer = user.emailVerified === 0 && (await drafts.of(account)).length <= 1;
    return isNewcomer
      ? enterAddress(baseUrl, await links.issueToLead(user))
      : new URL(`/d/${draft}`, baseUrl).href;
  }

  return {
    enter,
    link: async (account, host) => {
      const { email } = await known(accounts, account);
      return enterAddress(baseUrl, await links.issue(email), host);
    },
    setupLink: async () =>
      (await accounts.all()).length > 0 ? null : enterAddress(baseUrl, await links.issueSetup()),
    welcome: (account, draft) => inTurn(() => welcome(account, draft)),
  };
}

async function known(accounts: Accounts, account: AccountId): Promise<UserRow> {
  const user = await accounts.byId(account);
  if (!user) throw new Error('a link was asked for an account that does not exist');
  return user;
}

/** The token stands in the fragment: browsers never send it, so it is in no log and no scanner spends it. */
function enterAddress(baseUrl: URL, token: string, host?: string): string {
  const address = new URL('/enter', baseUrl);
  if (host !== undefined) address.hostname = host;
  address.hash = token;
  return address.href;
}
