/** The form in which threads.ts tells the sample's conversation: who said what about which words, when. sample.ts plays it. */
import type { Decision } from '@gloss/shared/words/disposition';
import type { Instant } from '@gloss/shared/words/ids';
import type { ThreadType } from '@gloss/shared/words/thread';

import type { Speaker } from './accounts.ts';

/** So many days before the house is first opened, at this time of day (UTC). At least one day. */
export type When = readonly [daysAgo: number, time: `${number}:${number}`];

/** A thread, from its opening on. */
export interface SampleThread {
  /** What other threads call it by. */
  readonly key: string;
  readonly by: Speaker;
  readonly at: When;
  /** The words it is about, as they stand once and only once in the text at that time; absent for the whole draft. */
  readonly on?: string;
  readonly type: ThreadType;
  readonly labels: readonly string[];
  /** `@editor` and other speakers become mentions. May be empty where wording is proposed. */
  readonly says: string;
  /** Makes it a proposal: the words to stand there instead. */
  readonly proposes?: string;
  readonly next?: readonly SampleStep[];
}

/** What happened in a thread after that, in order. */
export type SampleStep = { readonly at: When; readonly by: Speaker } & (
  | { readonly does: 'reply'; readonly says: string }
  | { readonly does: 'assign'; readonly to: Speaker }
  | { readonly does: 'label'; readonly labels: readonly string[] }
  | {
      readonly does: 'decide';
      readonly as: Decision;
      readonly reason: string;
      readonly wording?: string;
      /** The key of the thread that it repeats. */
      readonly repeats?: string;
    }
  | { readonly does: 'confirm' }
  | { readonly does: 'contest'; readonly reason: string }
  | { readonly does: 'reopen'; readonly reason: string }
  | { readonly does: 'withdraw'; readonly reason: string }
  /** Writes in the text itself, as an editor does: other words for these, or none. */
  | { readonly does: 'write'; readonly instead: string; readonly words: string }
);

const dayMs = 24 * 60 * 60 * 1000;

/** @returns the instant meant, seen from any instant of today. */
export function instantOf([daysAgo, time]: When, today: Instant): Instant {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const midnight = Math.floor(today / dayMs) * dayMs;
  return midnight - daysAgo * dayMs + (hours * 60 + minutes) * 60_000;
}
