/** Whole blocks that somebody is about to propose: what would go, and what would come. */
import type { UnsentChange } from '../line/unsent-changes.ts';
import { ChangedBlocks } from './changed-blocks.tsx';

export function WantedBlocks({ change }: { readonly change: UnsentChange }) {
  const { blocks, was = [] } = change;
  return <ChangedBlocks was={was} content={blocks?.content ?? []} />;
}
