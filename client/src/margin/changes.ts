/** What others have just said or decided, in words for those who listen. Pure; `use-announcements.ts` says it. */
import type { ProposedBlocks } from '@gloss/shared/words/blocks';
import type { AccountId } from '@gloss/shared/words/ids';
import type { HistoryEntry, Proposal, Thread } from '@gloss/shared/words/thread';

import { changedThreads } from '../desk/changed-threads.ts';
import { phrases } from '../phrases/phrases.ts';
import { blocksSaid } from './blocks-sentence.ts';

/** More than this at once, such as after a night away, is said as a number. */
const mostSaid = 3;

/** Of words quoted, this many characters are said at most. */
const mostHeard = 80;

/** Steps worth a sentence while one works on something else. */
const worthSaying = new Set<HistoryEntry['did']>([
  'annotated',
  'proposed',
  'replied',
  'decided',
  'confirmed',
  'contested',
  'reopened',
  'orphaned',
  'detached',
  'rebased',
  'took-back',
  'moved-anchor',
]);

/** @returns the sentences for what is in `after` and was not in `before`, without one's own doing. */
export function changesBetween(
  before: readonly Thread[],
  after: readonly Thread[],
  me: AccountId,
): string[] {
  const { left, came } = changedThreads(before, after);
  const known = new Map(left.map((thread) => [thread.id, thread.history.length]));
  const lines = came.flatMap((thread) =>
    thread.history
      .slice(known.get(thread.id) ?? 0)
      .filter((entry) => isWorthSaying(entry, thread, me))
      .map((entry) => sentence(entry, thread)),
  );
  return lines.length > mostSaid ? [phrases.margin.said.many(lines.length)] : lines;
}

function sentence(entry: HistoryEntry, thread: Thread): string {
  const words = phrases.margin;
  if (entry.did === 'moved-anchor') return words.said.moved(thread.number);
  const who = entry.by?.name ?? words.history.nobody;
  return words.said.line(who, deed(entry, thread), thread.number);
}

/** What was done, with the words it was about. */
function deed({ did }: HistoryEntry, { proposal, disposition }: Thread): string {
  const { said, history, decisions } = phrases.margin;
  if (did === 'decided' && disposition) return said.decides(decisions[disposition.as]);
  if (proposal === undefined) return history.did[did];
  if (proposal.blocks) return blocksDeed(did, proposal, proposal.blocks);
  const wording = clipped(proposal.wording);
  const replaces = clipped(proposal.replaces);
  if (did === 'took-back')
    return wording === '' ? said.takesDeletionBack(replaces) : said.takesBack(wording);
  if (did !== 'proposed' && did !== 'rebased') return history.did[did];
  if (wording === '') return said.proposesToDelete(replaces);
  return (did === 'proposed' ? said.proposes : said.rebases)(wording, replaces);
}

/** What was done to a proposal of whole blocks. */
function blocksDeed(
  did: HistoryEntry['did'],
  { wording, replaces }: Proposal,
  blocks: ProposedBlocks,
): string {
  const { history } = phrases.margin;
  const { said } = phrases.margin.proposal.blocks;
  if (did === 'took-back') return said.tookBack;
  if (did === 'rebased') return said.renewed;
  if (did !== 'proposed') return history.did[did];
  return said.proposed(blocksSaid(blocks), clipped(wording === '' ? replaces : wording));
}

/** A place that fits for certain is followed without a word; where a person is asked, they hear of it. */
function isWorthSaying({ did, by }: HistoryEntry, { anchor }: Thread, me: AccountId): boolean {
  if (!worthSaying.has(did) || by?.account === me) return false;
  return did !== 'moved-anchor' || (anchor?.state.is === 'moved' && anchor.state.confirm);
}

/** Whoever listens wants to know what it is about; the rest is on the card. */
function clipped(words: string): string {
  const line = words.replaceAll(/\s+/g, ' ').trim();
  if (line.length <= mostHeard) return line;
  return `${line.slice(0, mostHeard).replace(/\s\S*$/, '')}…`;
}
