/**
 * The names of things, branded so that one cannot be taken for another.
 * Ground floor: every other word refers to these.
 */
import * as z from 'zod/mini';

import { whole } from './text.ts';

/** An id as the server or a client makes it: 8 to 64 letters, digits, `-` or `_`; never empty, never a path. */
const id = z.string().check(z.regex(/^[A-Za-z0-9_-]{8,64}$/));

export const AccountId = id.brand<'AccountId'>();
export type AccountId = z.infer<typeof AccountId>;

export const DraftId = id.brand<'DraftId'>();
export type DraftId = z.infer<typeof DraftId>;

export const ThreadId = id.brand<'ThreadId'>();
export type ThreadId = z.infer<typeof ThreadId>;

/** Names one message in a thread: its opening message or a reply. */
export const MessageId = id.brand<'MessageId'>();
export type MessageId = z.infer<typeof MessageId>;

/**
 * Chosen by the client for each act, so that a retry is recognised and changes nothing. It may become the id of a thread, by which
 * objects are asked: `__proto__`, which every object has, is none.
 */
export const ActId = id.check(z.refine((given) => !(given in {}))).brand<'ActId'>();
export type ActId = z.infer<typeof ActId>;

/** The stable id of a block of the text, kept in its `bid` attribute. */
export const BlockId = z.string().check(whole, z.minLength(1), z.maxLength(64)).brand<'BlockId'>();
export type BlockId = z.infer<typeof BlockId>;

/** An instant, in milliseconds since 1970 UTC. */
export const Instant = z.number().check(z.int(), z.nonnegative());
export type Instant = z.infer<typeof Instant>;
