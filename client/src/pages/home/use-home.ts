/** Who is signed in and which drafts they may see; asked anew when the window comes back into sight. */
import type { Me } from '@gloss/shared/wire/api';
import type { DraftSummary } from '@gloss/shared/words/draft';
import { useCallback, useEffect, useState } from 'react';

import * as api from '../../line/api.ts';

export type AtHome =
  | { readonly is: 'asking' }
  | { readonly is: 'signed-out' }
  | { readonly is: 'failed'; readonly refusal: Failed['refusal'] }
  | { readonly is: 'in'; readonly me: Me; readonly drafts: readonly DraftSummary[] };

type Failed = Extract<api.Answer<never>, { ok: false }>;

/** @returns what the home page shows, and what asks the server again. A list that is shown stays while it asks. */
export function useHome(): { home: AtHome; again(): void } {
  const [home, setHome] = useState<AtHome>({ is: 'asking' });
  const again = useCallback(() => {
    void ask().then((next) => {
      setHome((shown) => (next.is === 'failed' && shown.is === 'in' ? shown : next));
    });
  }, []);
  useEffect(() => {
    again();
    const onSight = () => document.visibilityState === 'visible' && again();
    document.addEventListener('visibilitychange', onSight);
    window.addEventListener('online', again);
    return () => {
      document.removeEventListener('visibilitychange', onSight);
      window.removeEventListener('online', again);
    };
  }, [again]);
  return { home, again };
}

async function ask(): Promise<AtHome> {
  const [me, drafts] = await Promise.all([api.me(), api.drafts()]);
  if (!me.ok) return notIn(me);
  if (!drafts.ok) return notIn(drafts);
  return { is: 'in', me: me.value, drafts: drafts.value.toSorted(newestFirst) };
}

function notIn({ refusal }: Failed): AtHome {
  return refusal.code === 'not-signed-in' ? { is: 'signed-out' } : { is: 'failed', refusal };
}

function newestFirst(one: DraftSummary, other: DraftSummary): number {
  return other.changedAt - one.changedAt;
}
