/**
 * The HTTP conversation: bodies up and down, once for both sides. Addresses stand in `paths`.
 * Every answer that is not 2xx has the body `Refused`. Every POST must come from our own Origin.
 */
import * as z from 'zod/mini';

import { DraftStatus, DraftSummary, DraftTitle } from '../words/draft.ts';
import { AccountId, ActId, DraftId, ThreadId } from '../words/ids.ts';
import { Organisation, Participant, PersonName } from '../words/participant.ts';
import { RecordKind, RecordRow } from '../words/record.ts';
import { Refusal } from '../words/refusal.ts';
import { Role } from '../words/role.ts';
import { whole } from '../words/text.ts';

export const paths = {
  /** GET → Me, or 401. */
  me: '/api/me',
  /** POST Enter → Entered. Uses the link up. */
  enter: '/api/enter',
  /** POST {} → {}. Signs out, here only. */
  leave: '/api/leave',
  /** GET → DraftSummary[]. POST NewDraft → DraftSummary, POST multipart (`title` may be empty, `file`) → DraftSummary. */
  drafts: '/api/drafts',
  /** GET → DraftCard. POST DraftSettings → DraftSummary. */
  draft: (draft: DraftId) => `/api/drafts/${draft}`,
  /** POST SentAct → Acted. The same id again changes nothing and gets the same answer. */
  acts: (draft: DraftId) => `/api/drafts/${draft}/acts`,
  /** POST Appoint → Appointed. */
  participants: (draft: DraftId) => `/api/drafts/${draft}/participants`,
  /** POST ChangeRole → Participant[]; a null role removes the person. */
  participant: (draft: DraftId, account: AccountId) =>
    `/api/drafts/${draft}/participants/${account}`,
  /** POST multipart (`epoch`, `file`) → Revised. Makes the text say what a file says, as an edit; for who may write. */
  revision: (draft: DraftId) => `/api/drafts/${draft}/revision`,
  /** GET → the text as a file to download. */
  download: (draft: DraftId, form: 'md' | 'html') => `/api/drafts/${draft}/download.${form}`,
  /** GET RecordQuestion → RecordPage. For leads. */
  record: (draft: DraftId) => `/api/drafts/${draft}/record`,
  /** GET → all of it as a file for a spreadsheet. */
  recordFile: (draft: DraftId) => `/api/drafts/${draft}/record.csv`,
  /** The sync sockets: y-websocket's server address; its rooms are `text` and `docket`. */
  sync: (draft: DraftId) => `/sync/${draft}`,
} as const;

/** No address that mail can be sent to is longer (RFC 5321, 4.5.3.1.3, less the brackets). */
const Email = z.email().check(z.maxLength(254));

export const Refused = z.object({ refusal: Refusal });
export type Refused = z.infer<typeof Refused>;

export const Me = z.object({
  account: AccountId,
  name: PersonName,
  organisation: z.string(),
  email: z.string(),
  /** Whether this person may create drafts: the first account of a house, and everyone who leads a draft. */
  mayCreate: z.boolean(),
});
export type Me = z.infer<typeof Me>;

/** A token that begins so is the one-time set-up link: it wants `founder`. Every other token signs an account in. */
export const setupPrefix = 'setup-';

export const Enter = z.object({
  token: z.string().check(z.minLength(1), z.maxLength(200)),
  /** The first account names itself; every other one has a name already. */
  founder: z.optional(
    z.object({
      name: PersonName,
      organisation: z.string().check(whole, z.maxLength(160)),
      email: Email,
    }),
  ),
});
export type Enter = z.infer<typeof Enter>;

export const Entered = z.object({ me: Me, drafts: z.array(DraftSummary) });
export type Entered = z.infer<typeof Entered>;

export const NewDraft = z.object({ title: DraftTitle });
export type NewDraft = z.infer<typeof NewDraft>;

export const DraftSettings = z.object({
  title: z.optional(DraftTitle),
  status: z.optional(DraftStatus),
});
export type DraftSettings = z.infer<typeof DraftSettings>;

export const Acted = z.object({ id: ActId, thread: ThreadId, number: z.number() });
export type Acted = z.infer<typeof Acted>;

export const Appoint = z.object({
  name: PersonName,
  email: Email,
  organisation: Organisation,
  role: Role,
});
export type Appoint = z.infer<typeof Appoint>;

/**
 * `link` signs a newcomer in once, within an hour; hand it over by a way you trust. For someone who has come in before,
 * or takes part elsewhere too, it is the plain address of the draft: nobody is handed another person's way in.
 */
export const Appointed = z.object({ participants: z.array(Participant), link: z.string() });
export type Appointed = z.infer<typeof Appointed>;

/** Asked as the query of the address. */
export const RecordQuestion = z.object({
  /** `next` of the page before. */
  before: z.optional(z.string()),
  by: z.optional(AccountId),
  kind: z.optional(RecordKind),
  /** Rows of a page; at most 200. */
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200)), 50),
});

/** Newest first. `next` names the page after it; null where there is none. */
export const RecordPage = z.object({ rows: z.array(RecordRow), next: z.nullable(z.string()) });
export type RecordPage = z.infer<typeof RecordPage>;

/** What bringing in a revised text did. */
export const Revised = z.object({
  /** Whether the text said anything else before. */
  isChanged: z.boolean(),
  /** How many threads with a place in the text met which fate. */
  threads: z.object({
    unchanged: z.number(),
    /** In their place, where the words are others now. */
    edited: z.number(),
    /** Found elsewhere with the same words. */
    moved: z.number(),
    /** Found elsewhere with words that are alike: a person should look. */
    toConfirm: z.number(),
    /** Their words are gone. */
    lost: z.number(),
    /** Had lost their words before, and have them again. */
    found: z.number(),
  }),
});
export type Revised = z.infer<typeof Revised>;

export const ChangeRole = z.object({ role: z.nullable(Role) });
export type ChangeRole = z.infer<typeof ChangeRole>;
