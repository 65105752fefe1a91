/** A person in a draft: who they are, for whom they speak, what they may. */
import * as z from 'zod/mini';

import { AccountId } from './ids.ts';
import { Role } from './role.ts';
import { whole } from './text.ts';

/** Which of the five colours of `tokens.css` (`--p1` to `--p5`) marks a person's caret and avatar. */
export const Colour = z.union([
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(4),
  z.literal(5),
]);
export type Colour = z.infer<typeof Colour>;

/** A person's name as shown to others: 1 to 120 characters. */
export const PersonName = z.string().check(whole, z.trim(), z.minLength(1), z.maxLength(120));

/** For whom a person speaks: up to 160 characters. */
export const Organisation = z.string().check(whole, z.trim(), z.maxLength(160));

export const Participant = z.object({
  account: AccountId,
  name: PersonName,
  /** May be empty: not everybody speaks for one. */
  organisation: Organisation,
  role: Role,
  colour: Colour,
});
export type Participant = z.infer<typeof Participant>;

/** A participant as stored in a message or a history entry: it outlives the person's leaving. */
export const Author = z.pick(Participant, {
  account: true,
  name: true,
  organisation: true,
  colour: true,
});
export type Author = z.infer<typeof Author>;

/** @returns what a message keeps of the person who wrote it. */
export function authorOf(participant: Participant): Author {
  const { account, name, organisation, colour } = participant;
  return { account, name, organisation, colour };
}
