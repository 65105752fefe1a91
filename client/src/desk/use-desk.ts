/** The only React binding to the line and to Yjs documents. */
import type { DraftId } from '@gloss/shared/words/ids';
import { useEffect, useState } from 'react';

import type { AtDesk } from './desk.ts';
import { openDesk } from './open-desk.ts';

const opening: AtDesk = { is: 'opening' };

/** @returns where the visit to this draft stands; opens it on mount and closes it on unmount or for another draft. */
export function useDesk(draft: DraftId): AtDesk {
  const [at, setAt] = useState<{ draft: DraftId; now: AtDesk }>({ draft, now: opening });
  useEffect(() => {
    const visit = openDesk(draft);
    const show = () => setAt({ draft, now: visit.now() });
    const unsubscribe = visit.subscribe(show);
    show();
    return () => {
      unsubscribe();
      visit.close();
    };
  }, [draft]);
  return at.draft === draft ? at.now : opening;
}
