/** A decision while it is being made: what is still missing, and the act it becomes. Pure; `decide.tsx` is the form. */
import type { Act } from '@gloss/shared/rules/acts';
import { readAlike } from '@gloss/shared/text/block-content';
import type { BlockContent, ProposedBlocks } from '@gloss/shared/words/blocks';
import type { Decision } from '@gloss/shared/words/disposition';
import type { Thread } from '@gloss/shared/words/thread';

import { areEmpty, areItems } from '../desk/blocks-editing.ts';

export interface DecisionDraft {
  readonly as: Decision | null;
  readonly reason: string;
  /** As typed: "12" or "#12". */
  readonly duplicateOf: string;
  /** The lead's own wording for a proposal accepted with modification. */
  readonly wording: string;
  /** The same for a proposal of whole blocks. */
  readonly content?: readonly BlockContent[];
}

export interface DecisionFaults {
  readonly as?: true;
  readonly reason?: true;
  readonly duplicateOf?: true;
  /** What is wrong with the lead's own blocks. */
  readonly content?: ContentFault;
}

/** empty: there is nothing. same: that is what stood there before. items: a list is wanted. */
export type ContentFault = 'empty' | 'same' | 'items';

/** @returns an empty decision on a thread; its wording, or blocks, begin as those put in before, or those proposed. */
export function beginDecision(thread: Thread, as: Decision | null = null): DecisionDraft {
  const wording = thread.proposal?.applied?.wording ?? thread.proposal?.wording ?? '';
  const content = beginContent(thread);
  return { as, reason: '', duplicateOf: '', wording, ...(content && { content }) };
}

/** Of a deletion, what would go: a lead who modifies it keeps a part. */
function beginContent({ proposal }: Thread): readonly BlockContent[] | undefined {
  if (!proposal?.blocks) return undefined;
  const { op, was, content } = proposal.blocks;
  return proposal.applied?.content ?? (op === 'delete' ? was : content);
}

/** @returns whether what is put in there has to be items of a list. */
export function standInList({ op, was, content }: ProposedBlocks): boolean {
  return areItems(op === 'delete' ? was : content);
}

/** @returns what is wrong with blocks that a lead would put in, or propose, whatever stands there. */
export function contentFault(
  content: readonly BlockContent[],
  blocks: ProposedBlocks,
): ContentFault | undefined {
  if (areEmpty(content)) return 'empty';
  return standInList(blocks) && !areItems(content) ? 'items' : undefined;
}

/** @param numbers the numbers of all threads of the draft. */
export function faultsOf(
  draft: DecisionDraft,
  thread: Thread,
  numbers: ReadonlySet<number>,
): DecisionFaults {
  const other = numberIn(draft.duplicateOf);
  const own = draft.as === 'accepted-with-modification' ? ownFault(draft, thread) : undefined;
  const namesOther = other !== thread.number && numbers.has(other);
  return {
    ...(draft.as === null && { as: true }),
    ...(draft.reason.trim() === '' && { reason: true }),
    ...(draft.as === 'duplicate' && !namesOther && { duplicateOf: true }),
    ...(own && { content: own }),
  };
}

function ownFault({ content }: DecisionDraft, { proposal }: Thread): ContentFault | undefined {
  const blocks = proposal?.blocks;
  if (!content || !blocks) return undefined;
  const isSame = blocks.op !== 'insert' && readAlike(content, blocks.was);
  return isSame ? 'same' : contentFault(content, blocks);
}

/** @returns the act, or null while something is missing. */
export function decideAct(
  draft: DecisionDraft,
  thread: Thread,
): Extract<Act, { act: 'decide' }> | null {
  if (draft.as === null || draft.reason.trim() === '') return null;
  const wording = wordingFor(draft, thread);
  const content = contentFor(draft, thread);
  return {
    act: 'decide',
    thread: thread.id,
    as: draft.as,
    reason: draft.reason.trim(),
    ...(draft.as === 'duplicate' && { duplicateOf: numberIn(draft.duplicateOf) }),
    ...(wording !== undefined && { wording }),
    ...(content && content.length > 0 && { content: [...content] }),
  };
}

/** With an acceptance as proposed go the words that stand on the screen: the proposal may be written anew at this moment. */
function wordingFor({ as, wording }: DecisionDraft, { proposal }: Thread): string | undefined {
  if (as === 'accepted') return proposal?.wording;
  const isModified = as === 'accepted-with-modification' && !proposal?.blocks;
  return isModified && proposal ? wording : undefined;
}

/** The same of whole blocks. */
function contentFor(
  { as, content }: DecisionDraft,
  { proposal }: Thread,
): readonly BlockContent[] | undefined {
  if (as === 'accepted') return proposal?.blocks?.content;
  return as === 'accepted-with-modification' && proposal?.blocks ? content : undefined;
}

function numberIn(typed: string): number {
  return Number.parseInt(typed.replace(/^\s*#/, ''), 10);
}
