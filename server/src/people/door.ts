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
}

export interface Door {
  enter(entering: Enter, headers: Headers): Promise<Ruling<Let>>;
  link(account: AccountId, host?: string): Promise<string>;
  setupLink(): Promise<string | null>;
  /** What a lead may hand to someone just appointed (wire/api.ts, Appointed). */
  welcome(account: AccountId, draft: DraftId): Promise<string>;
}

export function doorOf(baseUrl: URL, accounts: Accounts, drafts: Drafts, links: Links): Door {
  /** One after the other: two set-up links used at once must not make two founders. */
  let founding: Promise<unknown> = Promise.resolve();

  async function enter({ token, founder }: Enter, headers: Headers): Promise<Ruling<Let>> {
    const signed = token.startsWith(setupPrefix)
      ? await inTurn(() => found(token, founder, headers))
      : await links.spend(token, headers);
    if (!signed.ok) return signed;
    const { account, cookies } = signed.value;
    return grant({ me: await accounts.me(account), cookies });
  }

  function inTurn<Value>(next: () => Promise<Value>): Promise<Value> {
    const mine = founding.then(next);
    founding = mine.catch(() => undefined);
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

  async function linkFor({ email }: UserRow, host?: string): Promise<string> {
    return enterAddress(baseUrl, await links.issue(email), host);
  }

  return {
    enter,
    link: async (account, host) => linkFor(await known(accounts, account), host),
    setupLink: async () =>
      (await accounts.all()).length > 0 ? null : enterAddress(baseUrl, await links.issueSetup()),
    welcome: async (account, draft) => {
      const user = await known(accounts, account);
      const isNewcomer = user.emailVerified === 0 && (await drafts.of(account)).length <= 1;
      return isNewcomer ? linkFor(user) : new URL(`/d/${draft}`, baseUrl).href;
    },
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
