/** Blocks that would come or go, as they look: for reading only. */
import type { BlockContent } from '@gloss/shared/words/blocks';
import { useLayoutEffect, useRef } from 'react';

import { blocksPreview } from '../desk/blocks-preview.ts';
import { phrases } from '../phrases/phrases.ts';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';

import styles from './blocks-preview.module.css';

const words = phrases.margin.proposal.blocks;

export interface BlocksPreviewProps {
  readonly content: readonly BlockContent[];
  readonly look: 'new' | 'gone';
}

export function BlocksPreview({ content, look }: BlocksPreviewProps) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => place.current?.replaceChildren(blocksPreview(content)), [content]);
  const Mark = look === 'new' ? 'ins' : 'del';
  return (
    <Mark className={`${styles.blocks} ${look === 'new' ? styles.new : styles.gone}`}>
      <VisuallyHidden>{look === 'new' ? words.inserted : words.deleted} </VisuallyHidden>
      <div ref={place} dir="auto" />
    </Mark>
  );
}
