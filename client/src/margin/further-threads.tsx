/** The way to the next cards where none is in sight: an empty margin does not mean that nobody has said anything. */
import type { ThreadId } from '@gloss/shared/words/ids';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';

import { phrases } from '../phrases/phrases.ts';
import { Button } from '../ui/button.tsx';
import type { Elsewhere, Stretch } from './elsewhere.ts';
import { elsewhere } from './elsewhere.ts';

import styles from './further-threads.module.css';

const words = phrases.margin;

export interface FurtherThreadsProps {
  /** In the order of the text, in px from the upper edge of the margin, in which this stands. */
  readonly cards: readonly (Stretch & { readonly id: string })[];
  readonly onGo: (thread: ThreadId) => void;
}

export function FurtherThreads({ cards, onGo }: FurtherThreadsProps) {
  const { place, further } = useElsewhere(cards);
  const go = (at: number) => {
    const card = cards[at];
    if (card) onGo(card.id as ThreadId);
  };
  return (
    <div ref={place} className={styles.further}>
      {further && further.below > 0 && (
        <Button icon={<ArrowDown aria-hidden />} onPress={() => go(further.above)}>
          {words.furtherDown(further.below)}
        </Button>
      )}
      {further && further.above > 0 && (
        <Button icon={<ArrowUp aria-hidden />} onPress={() => go(further.above - 1)}>
          {words.furtherUp(further.above)}
        </Button>
      )}
    </div>
  );
}

function useElsewhere(cards: readonly Stretch[]) {
  const place = useRef<HTMLDivElement>(null);
  const [further, setFurther] = useState<Elsewhere | null>(null);
  const look = useCallback(() => {
    const element = place.current;
    const margin = element?.parentElement;
    if (!element || !margin) return;
    const { top } = margin.getBoundingClientRect();
    // It sticks below the bars: what is above that line is covered.
    const covered = Number.parseFloat(getComputedStyle(element).top) || 0;
    const now = elsewhere(cards, { top: covered - top, bottom: window.innerHeight - top });
    setFurther((before) =>
      before?.above === now?.above && before?.below === now?.below ? before : now,
    );
  }, [cards]);
  useEffect(() => {
    let frame = requestAnimationFrame(look);
    const ask = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(look);
    };
    const listening = new AbortController();
    const options = { capture: true, passive: true, signal: listening.signal };
    document.addEventListener('scroll', ask, options);
    window.addEventListener('resize', ask, options);
    return () => {
      cancelAnimationFrame(frame);
      listening.abort();
    };
  }, [look]);
  return { place, further };
}
