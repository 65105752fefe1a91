/** What a lead writes in the place of proposed blocks: to be put in with a decision, or to be proposed anew. */
import type { BlockContent, ProposedBlocks } from '@gloss/shared/words/blocks';

import { phrases } from '../phrases/phrases.ts';
import type { ContentFault } from './decision-draft.ts';
import { standInList } from './decision-draft.ts';
import { useMarginWorld } from './margin-world.ts';

const { own, ownEmpty, ownItems, ownSame } = phrases.margin.proposal.blocks;

const sentences: Readonly<Record<ContentFault, string>> = {
  empty: ownEmpty,
  items: ownItems,
  same: ownSame,
};

export interface OwnBlocksProps {
  readonly blocks: ProposedBlocks;
  /** What it begins with. */
  readonly content: readonly BlockContent[];
  readonly fault: ContentFault | undefined;
  readonly takesFocus: boolean;
  readonly onChange: (content: readonly BlockContent[]) => void;
}

export function OwnBlocks({ blocks, content, fault, takesFocus, onChange }: OwnBlocksProps) {
  const { BlocksField } = useMarginWorld();
  return (
    <BlocksField
      label={own}
      content={content}
      inList={standInList(blocks)}
      error={fault && sentences[fault]}
      takesFocus={takesFocus}
      onChange={onChange}
    />
  );
}
