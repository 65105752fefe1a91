/** The only React binding to the line and to Yjs documents. */
import type { DraftId } from '@gloss/shared/words/ids';
import { useEffect, useState } from 'react';

import type { AtDesk } from './desk.ts';
import { openDesk } from './open-desk.ts';

const opening: AtDesk = { is: 'opening' };

/** @returns where the visit to this draft stands; opens it on mount, closes it on unmount and for another draft. */
export function useDesk(draft: DraftId): AtDesk {
  const [shown, setShown] = useState({ draft, at: opening });
  useEffect(() => {
    const visit = openDesk(draft);
    const show = () => setShown({ draft, at: visit.now() });
    const unsubscribe = visit.subscribe(show);
    show();
    return () => {
      unsubscribe();
      visit.close();
    };
  }, [draft]);
  return shown.draft === draft ? shown.at : opening;
}
