/** What the editor tells of itself: where passages stand, the sections, the words selected. One place, so that views derive. */
import type { Section } from '@gloss/shared/text/outline';
import type { Selected } from '@gloss/shared/words/anchor';
import type { BlockId } from '@gloss/shared/words/ids';
import { useCallback, useState } from 'react';

import type { Desk } from '../../desk/desk.ts';
import type { TextEditorHandle } from '../../editor/text-editor.tsx';
import type { Places } from './places.ts';
import { keepPlaces } from './places.ts';

/** Selected words and how far down the page they stand, in px. */
export interface SelectedSpot {
  readonly selected: Selected;
  readonly top: number;
}

export interface TextView {
  readonly handle: TextEditorHandle | null;
  /** Kept apart: they are others with each line that is written, and only the margin is drawn by them. */
  readonly places: Places;
  readonly sections: readonly Section[];
  /** The section being read. */
  readonly current: BlockId | null;
  readonly spot: SelectedSpot | null;
  /** To be given to the editor. */
  readonly tell: {
    onReady(handle: TextEditorHandle | null): void;
    onPlaces: Places['tell'];
    onSections(sections: readonly Section[], current: BlockId | null): void;
    onSelect(spot: SelectedSpot | null): void;
  };
}

/**
 * The section being read is also where others see this person stand.
 * @param writes the text that is written in, or null: another value is another editor, and the handle of the one before is
 * not given out any more
 */
export function useTextView(desk: Desk, writes: unknown): TextView {
  const [ready, setReady] = useState<{ handle: TextEditorHandle; writes: unknown } | null>(null);
  const handle = ready !== null && ready.writes === writes ? ready.handle : null;
  const onReady = (made: TextEditorHandle | null) => setReady(made && { handle: made, writes });
  const [places] = useState(keepPlaces);
  const [{ sections, current }, setSections] = useState<Pick<TextView, 'sections' | 'current'>>({
    sections: [],
    current: null,
  });
  const [spot, onSelect] = useState<SelectedSpot | null>(null);
  const onSections = useCallback(
    (now: readonly Section[], reading: BlockId | null) => {
      setSections({ sections: now, current: reading });
      desk.stand(reading);
    },
    [desk],
  );
  return {
    handle,
    places,
    sections,
    current,
    spot,
    tell: { onReady, onPlaces: places.tell, onSections, onSelect },
  };
}
