/** Accounts, sessions, drafts and participants behind one interface: all that the rooms and the gate know of people. */
import type { Appoint, DraftSettings, Enter, Me } from '@gloss/shared/wire/api';
import type { AccountId, DraftId, Instant } from '@gloss/shared/words/ids';
import type { Participant } from '@gloss/shared/words/participant';
import type { Ruling } from '@gloss/shared/words/refusal';
import { grant } from '@gloss/shared/words/refusal';
import type { Role } from '@gloss/shared/words/role';

import type { ReadRecord } from '../record/record.ts';
import type { NewAccount } from './accounts.ts';
import { accountsIn } from './accounts.ts';
import { createAuth, migrateAuth } from './auth.ts';
import type { DraftRow, Fail, UserRow } from './database.ts';
import { openDatabase } from './database.ts';
import type { Let } from './door.ts';
import { doorOf } from './door.ts';
import type { DraftOfAccount, NewDraftRow } from './drafts.ts';
import { draftsIn } from './drafts.ts';
import { linksOf } from './links.ts';
import { migrate } from './migrations.ts';
import { participantsIn } from './participants.ts';
import type { Note } from './record.ts';
import { note, recordReader, RefusedLinks } from './record.ts';
import { secretIn } from './secret.ts';
import { sessionsIn } from './sessions.ts';

/** Something about this account changed (in this draft, or everywhere): its sockets are judged anew. */
export interface Change {
  readonly draft?: DraftId;
  readonly account: AccountId;
}

export interface People {
  /** @returns the person of a live session, by the Cookie header, or null. Cheap: asked at every door. */
  whoIs(cookie: string | undefined): Promise<Me | null>;
  /** Uses a link up. Refuses `link-spent`; `malformed` where the set-up link comes without a founder, and stays good. */
  enter(entering: Enter, headers: Headers): Promise<Ruling<Let>>;
  /** Ends the session of the cookie, that one only. @returns the Set-Cookie lines that clear it. */
  leave(cookie: string | undefined): Promise<string[]>;
  /** @returns a fresh sign-in address, on another host name where one is given. */
  link(account: AccountId, host?: string): Promise<string>;
  /** @returns a fresh set-up address, or null once there is an account. */
  setupLink(): Promise<string | null>;

  accounts(): Promise<UserRow[]>;
  /** Throws where the e-mail address is taken. */
  addAccount(account: NewAccount): Promise<AccountId>;

  /** Call after the draft's text exists: a row without words would be a draft nobody can open. */
  createDraft(draft: Omit<NewDraftRow, 'at'>, at?: Instant): Promise<void>;
  changeDraft(draft: DraftId, settings: DraftSettings, by: AccountId): Promise<void>;
  draftsOf(account: AccountId): Promise<DraftOfAccount[]>;
  hasDrafts(): Promise<boolean>;
  draftRow(draft: DraftId): Promise<DraftRow | undefined>;

  /** In the order they joined. Cheap: asked for every act. */
  participants(draft: DraftId): Promise<readonly Participant[]>;
  participant(draft: DraftId, account: AccountId): Promise<Participant | null>;
  /** Adds an account, or gives one that takes part another role. Refuses `last-lead`. `by` null: the house itself. */
  join(draft: DraftId, account: AccountId, role: Role, by: AccountId | null): Promise<Ruling<void>>;
  /** Adds a person, making the account where the e-mail address is new. Refuses `last-lead`. */
  appoint(
    draft: DraftId,
    person: Appoint,
    by: AccountId,
  ): Promise<Ruling<{ account: AccountId; link: string }>>;
  /** A null role removes the person. Refuses `no-such-person` and `last-lead`. */
  changeRole(
    draft: DraftId,
    account: AccountId,
    role: Role | null,
    by: AccountId,
  ): Promise<Ruling<void>>;

  /** Puts something done into the record. What people.ts does itself is there already. */
  note(done: Omit<Note, 'at'>): Promise<void>;
  /** The record without the acts; rows of a draft are those that concern it. */
  record: ReadRecord;
  /** @returns how many sessions hold. */
  sessions(): Promise<number>;

  /** @returns how to stop listening. Told after the change is on disk. */
  onChange(listener: (change: Change) => void): () => void;
  close(): Promise<void>;
}

export interface PeopleSettings {
  /** An existing folder that may be written. */
  readonly dataDir: string;
  readonly baseUrl: URL;
  readonly now: () => Instant;
  readonly complain: (sentence: string) => void;
  /** A server gives one that ends it: nothing more may be promised then. */
  readonly fail?: Fail;
}

/** Opens the tables, brings them up to date and makes the secret where there is none. */
export async function openPeople(settings: PeopleSettings): Promise<People> {
  const { dataDir, baseUrl, now, complain, fail } = settings;
  const database = openDatabase(dataDir, fail);
  const auth = createAuth(database, { baseUrl, secret: secretIn(dataDir), complain });
  await migrateAuth(auth);
  await migrate(database);

  const accounts = accountsIn(database, auth);
  const drafts = draftsIn(database);
  const participants = participantsIn(database);
  const links = linksOf(auth, database);
  const door = doorOf(baseUrl, accounts, drafts, links);
  const sessions = sessionsIn(database, auth, now);
  const listeners = new Set<(change: Change) => void>();
  const tell = (change: Change) => {
    sessions.forget(change.account);
    listeners.forEach((listener) => listener(change));
  };

  const join: People['join'] = async (draft, account, role, by) => {
    const ruling = await participants.appoint({ draft, account, role, by, at: now() });
    if (ruling.ok) tell({ draft, account });
    return ruling;
  };

  const refusedLinks = new RefusedLinks();
  const noteNow = (done: Omit<Note, 'at'>) => note(database, { ...done, at: now() });

  return {
    ...door,
    enter: async (entering, headers) => {
      const asking = await sessions.whoIs(headers.get('cookie') ?? undefined);
      const entered = await door.enter(entering, headers, asking?.account);
      if (entered.ok) {
        const { me, hasEnded } = entered.value;
        await noteNow({ did: 'signed-in', by: me.account });
        if (hasEnded) tell({ account: me.account });
      } else if (entered.refusal.code === 'link-spent') {
        const row = refusedLinks.took(now());
        if (row) await note(database, row);
      }
      return entered;
    },
    whoIs: (cookie) => sessions.whoIs(cookie),
    leave: async (cookie) => {
      const me = await sessions.whoIs(cookie);
      const cookies = await links.leave(new Headers(cookie === undefined ? {} : { cookie }));
      if (me) {
        await noteNow({ did: 'signed-out', by: me.account });
        tell({ account: me.account });
      }
      return cookies;
    },

    accounts: () => accounts.all(),
    addAccount: (account) => accounts.create(account),

    createDraft: async (draft, at = now()) => {
      await drafts.create({ ...draft, at });
      // Whoever leads a draft may create more.
      sessions.forget(draft.lead);
    },
    changeDraft: (draft, change, by) => drafts.change(draft, change, by, now()),
    draftsOf: (account) => drafts.of(account),
    hasDrafts: () => drafts.any(),
    draftRow: (draft) => drafts.row(draft),

    participants: (draft) => participants.of(draft),
    participant: async (draft, account) => {
      const all = await participants.of(draft);
      return all.find((each) => each.account === account) ?? null;
    },
    join,
    appoint: async (draft, { role, ...person }, by) => {
      const former = await accounts.byEmail(person.email);
      const account = former?.id ?? (await accounts.create({ ...person, mayCreate: false }));
      const ruling = await join(draft, account, role, by);
      if (!ruling.ok) return ruling;
      return grant({ account, link: await door.welcome(account, draft) });
    },
    changeRole: async (draft, account, role, by) => {
      const ruling = await participants.changeRole({ draft, account, role, by, at: now() });
      if (ruling.ok) tell({ draft, account });
      return ruling;
    },

    note: noteNow,
    record: recordReader(database),
    sessions: () => accounts.sessions(now()),

    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => database.destroy(),
  };
}
