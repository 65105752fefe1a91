/** Mentions stand in a message as `@[Name](account)`: readable as plain text, certain about who is meant. */
import type { AccountId } from '../words/ids.ts';
import type { Participant } from '../words/participant.ts';

const mention = /@\[([^\]\n]{1,120})\]\(([A-Za-z0-9_-]{8,64})\)/g;

/** A message cut into what is plain and what names a person. */
export type Piece =
  | { readonly text: string }
  | { readonly mention: string; readonly account: string };

/** @returns the participants named in a message, each once; names of people who do not take part are plain words. */
export function mentionsIn(body: string, participants: readonly Participant[]): AccountId[] {
  const here = new Map<string, AccountId>(participants.map(({ account }) => [account, account]));
  const named = [...body.matchAll(mention)].map(([, , account]) => here.get(account ?? ''));
  return [...new Set(named.filter((account) => account !== undefined))];
}

/** @returns a message as a screen shows it, in order, nothing left out. */
export function piecesOf(body: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of body.matchAll(mention)) {
    if (match.index > end) pieces.push({ text: body.slice(end, match.index) });
    pieces.push({ mention: match[1] ?? '', account: match[2] ?? '' });
    end = match.index + match[0].length;
  }
  if (end < body.length) pieces.push({ text: body.slice(end) });
  return pieces;
}
