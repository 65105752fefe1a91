/** Whole blocks that somebody is about to propose: what would go, and what would come. */
import type { UnsentChange } from '../line/unsent-changes.ts';
import { BlocksPreview } from './blocks-preview.tsx';

export function WantedBlocks({ change }: { readonly change: UnsentChange }) {
  const { blocks, was = [] } = change;
  const content = blocks?.content ?? [];
  return (
    <>
      {was.length > 0 && <BlocksPreview content={was} look="gone" />}
      {content.length > 0 && <BlocksPreview content={content} look="new" />}
    </>
  );
}
