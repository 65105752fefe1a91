/** Plays threads.ts: each moment becomes an act, or an edit of the text, by the person who did it, at its time. */
import type { Act } from '@gloss/shared/rules/acts';
import type { Selected } from '@gloss/shared/words/anchor';
import { ActId, MessageId, ThreadId } from '@gloss/shared/words/ids';
import type { DraftId, Instant } from '@gloss/shared/words/ids';

import type { Rooms } from '../room/rooms.ts';
import type { Cast, Speaker } from './accounts.ts';
import { select, write } from './pen.ts';
import type { SampleStep, SampleThread, When } from './script.ts';
import { instantOf } from './script.ts';

export interface Stage {
  readonly rooms: Rooms;
  readonly draft: DraftId;
  readonly cast: Cast;
  /** Key of a thread → its number, once it is open. */
  readonly numbers: Map<string, number>;
}

/** A thread's opening, or one step of it. */
export interface Moment {
  readonly at: When;
  readonly by: Speaker;
  readonly thread: SampleThread;
  /** 0 opens the thread. */
  readonly nth: number;
  readonly step?: SampleStep;
}

/** @returns all that was said, in the order in which it was said: threads get their numbers by it. */
export function inOrder(threads: readonly SampleThread[]): Moment[] {
  const moments = threads.flatMap((thread): Moment[] => [
    { at: thread.at, by: thread.by, thread, nth: 0 },
    ...(thread.next ?? []).map((step, before) => ({
      at: step.at,
      by: step.by,
      thread,
      nth: before + 1,
      step,
    })),
  ]);
  return moments.toSorted((one, other) => instantOf(one.at, 0) - instantOf(other.at, 0));
}

/** Throws where a rule refuses, or words are not found: the script is then wrong. */
export async function play(moment: Moment, stage: Stage, at: Instant): Promise<void> {
  const { rooms, draft, cast, numbers } = stage;
  const { thread, step, nth } = moment;
  const actor = cast[moment.by];
  const text = await rooms.text(draft);
  if (step?.does === 'write') return write(text, actor, step.instead, step.words);
  const act = step
    ? actOf(step, thread, stage)
    : openingOf(thread, cast, thread.on === undefined ? undefined : select(text.doc, thread.on));
  const sent = { id: idOf(thread, nth), act };
  const acted = await rooms.act(draft, actor, Object.values(cast), sent, at);
  if (!acted.ok) throw new Error(`The sample's ${sent.id}: ${acted.refusal.sentence}`);
  numbers.set(thread.key, acted.value.number);
}

function openingOf(thread: SampleThread, cast: Cast, selected: Selected | undefined): Act {
  const { type, proposes } = thread;
  const opening = { type, labels: [...thread.labels], body: mentioning(thread.says, cast) };
  if (proposes === undefined) return { act: 'annotate', ...opening, ...(selected && { selected }) };
  if (!selected) throw new Error(`"${thread.key}" proposes words for no passage.`);
  return { act: 'propose', ...opening, selected, wording: proposes };
}

function actOf(
  step: Exclude<SampleStep, { does: 'write' }>,
  thread: SampleThread,
  { cast, numbers }: Stage,
): Act {
  const on = { thread: ThreadId.parse(idOf(thread, 0)) };
  switch (step.does) {
    case 'reply':
      return { act: 'reply', ...on, body: mentioning(step.says, cast) };
    case 'assign':
      return { act: 'assign', ...on, to: cast[step.to].account };
    case 'label':
      return { act: 'label', ...on, labels: [...step.labels] };
    case 'decide': {
      const { as, reason, wording } = step;
      const duplicateOf = step.repeats === undefined ? undefined : numbers.get(step.repeats);
      return { act: 'decide', ...on, as, reason, wording, duplicateOf };
    }
    case 'confirm':
      return { act: 'confirm', ...on };
    case 'contest':
      return { act: 'contest', ...on, reason: step.reason };
    case 'reopen':
      return { act: 'reopen', ...on, reason: step.reason };
    case 'withdraw':
      return {
        act: 'withdraw',
        ...on,
        message: MessageId.parse(idOf(thread, 0)),
        reason: step.reason,
      };
  }
}

/** The id of an opening is its thread's and its message's too. */
function idOf({ key }: SampleThread, nth: number): ActId {
  return ActId.parse(`sample-${key}-${nth}`);
}

/** `@editor` is written in the script; a message names the account. */
function mentioning(says: string, cast: Cast): string {
  return says.replace(/@(lead|editor2|editor|reviewer|reader)\b/g, (_, speaker: Speaker) => {
    const { name, account } = cast[speaker];
    return `@[${name}](${account})`;
  });
}
