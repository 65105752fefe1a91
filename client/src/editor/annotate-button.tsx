/** "Annotate" beside the selected words, for those who do not know the shortcut. Stands in the page's own coordinates. */
import { MessageSquarePlus } from 'lucide-react';

import { phrases } from '../phrases/phrases.ts';
import { Button } from '../ui/button.tsx';
import type { SelectionSpot } from './selection-watch.ts';

import styles from './annotate-button.module.css';

export interface AnnotateButtonProps {
  readonly spot: SelectionSpot | null;
  readonly onAnnotate: () => void;
}

export function AnnotateButton({ spot, onAnnotate }: AnnotateButtonProps) {
  if (spot === null) return null;
  // Under the end of the last line, but never off the page.
  const insetInlineStart = `clamp(0px, ${spot.end}px - 4rem, 100% - 9rem)`;
  return (
    <div className={styles.spot} style={{ insetBlockStart: spot.bottom, insetInlineStart }}>
      <Button look="primary" icon={<MessageSquarePlus aria-hidden />} onPress={onAnnotate}>
        {phrases.editor.annotate}
      </Button>
    </div>
  );
}
