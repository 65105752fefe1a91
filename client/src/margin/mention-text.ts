/**
 * Naming people while typing. In the field a mention reads `@Name`; sent, it is `@[Name](account)` (rules/mentions).
 * Pure; `mention-area.tsx` is the field.
 */
import { piecesOf } from '@gloss/shared/rules/mentions';
import type { AccountId } from '@gloss/shared/words/ids';
import type { Participant } from '@gloss/shared/words/participant';

/** The name being typed after an `@`, and where that `@` stands. */
export interface Naming {
  readonly from: number;
  readonly query: string;
}

/** An `@` at the start of a word, and at most three words after it up to the caret. */
const naming = /(?:^|[\s(["“‘])@([^\s@][^\n@]{0,40})?$/u;
const mostOffered = 6;

/** @returns what name is being typed at the caret, or null where none is. */
export function namingAt(text: string, caret: number): Naming | null {
  const before = text.slice(0, caret);
  const match = naming.exec(before);
  if (match === null) return null;
  const query = match[1] ?? '';
  if (query.split(' ').length > 4) return null;
  return { from: caret - query.length - 1, query };
}

/** @returns at most six people whose name or organisation has a word that begins so, best first. */
export function peopleFor(query: string, people: readonly Participant[]): Participant[] {
  const wanted = plain(query);
  const rank = ({ name, organisation }: Participant): number => {
    if (plain(name).startsWith(wanted)) return 0;
    if (` ${plain(name)}`.includes(` ${wanted}`)) return 1;
    return ` ${plain(organisation)}`.includes(` ${wanted}`) ? 2 : 3;
  };
  return people
    .filter((person) => rank(person) < 3)
    .toSorted((one, other) => rank(one) - rank(other))
    .slice(0, mostOffered);
}

/** @returns the text with the name in place of what was typed of it, and where the caret goes. */
export function named(
  text: string,
  { from, query }: Naming,
  name: string,
): { text: string; caret: number } {
  const after = text.slice(from + 1 + query.length);
  const inserted = `@${name}${after.startsWith(' ') ? '' : ' '}`;
  const caret = from + 1 + name.length + 1;
  return { text: text.slice(0, from) + inserted + after, caret };
}

/**
 * @returns the text as it is sent. Where two people have the same name, the one chosen from the list is meant.
 * `chosen`: name → account.
 */
export function marked(
  text: string,
  people: readonly Participant[],
  chosen: Readonly<Record<string, string>>,
): string {
  const accounts = new Map<string, string>(people.map(({ name, account }) => [name, account]));
  for (const [name, account] of Object.entries(chosen)) accounts.set(name, account);
  // The longest first, so that "Editor, workforce" is not taken for "Editor".
  const names = [...accounts.keys()]
    .filter((name) => !name.includes(']'))
    .toSorted((one, other) => other.length - one.length);
  if (names.length === 0) return text;
  const anyName = new RegExp(`@(${names.map(escaped).join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  return text.replace(anyName, (_, name: string) => `@[${name}](${accounts.get(name) ?? ''})`);
}

/** @returns a message as it reads in a field, and whom its mentions mean: the inverse of `marked`. */
export function unmarked(body: string): { text: string; chosen: Record<string, AccountId> } {
  const chosen: Record<string, AccountId> = {};
  const parts = piecesOf(body).map((piece) => {
    if ('text' in piece) return piece.text;
    chosen[piece.mention] = piece.account as AccountId;
    return `@${piece.mention}`;
  });
  return { text: parts.join(''), chosen };
}

function plain(words: string): string {
  return words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
