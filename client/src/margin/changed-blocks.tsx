/** Blocks that would become others: over their words where they stay what they are; otherwise the old ones, and the new. */
import type { BlockContent } from '@gloss/shared/words/blocks';
import { useLayoutEffect, useMemo, useRef } from 'react';

import { blockRuns } from '../desk/block-runs.ts';
import { runsPreview } from '../desk/runs-preview.ts';
import { BlocksPreview } from './blocks-preview.tsx';

import styles from './wording.module.css';

export interface ChangedBlocksProps {
  readonly was: readonly BlockContent[];
  readonly content: readonly BlockContent[];
}

export function ChangedBlocks({ was, content }: ChangedBlocksProps) {
  const place = useRef<HTMLParagraphElement>(null);
  const runs = useMemo(() => blockRuns(was, content), [was, content]);
  useLayoutEffect(() => {
    const looks = { gone: styles.gone ?? '', new: styles.new ?? '' };
    if (runs) place.current?.replaceChildren(runsPreview(runs, looks));
  }, [runs]);
  if (runs) return <p ref={place} className={styles.wording} dir="auto" />;
  return (
    <>
      {was.length > 0 && <BlocksPreview content={was} look="gone" />}
      {content.length > 0 && <BlocksPreview content={content} look="new" />}
    </>
  );
}
