/** The record of a draft as its page shows it: asked for a page at a time, and anew when the filter changes. */
import type { DraftCard } from '@gloss/shared/words/draft';
import type { AccountId, DraftId } from '@gloss/shared/words/ids';
import type { RecordKind, RecordRow } from '@gloss/shared/words/record';
import { useCallback, useEffect, useRef, useState } from 'react';

import * as api from '../../line/api.ts';

/** What is shown; null narrows nothing. */
export interface Filter {
  readonly by: AccountId | null;
  readonly kind: RecordKind | null;
}

type Failure = Extract<api.Answer<never>, { ok: false }>['refusal'];

export type AtRecord =
  | { readonly is: 'asking' }
  | { readonly is: 'signed-out' }
  | { readonly is: 'no-such-draft' }
  | { readonly is: 'not-a-lead' }
  | { readonly is: 'failed'; readonly refusal: Failure }
  | {
      readonly is: 'in';
      readonly card: DraftCard;
      readonly rows: readonly RecordRow[];
      /** Where older rows begin; null where these are all. */
      readonly next: string | null;
      /** Whether older ones are on their way, or could not be had. */
      readonly older: 'idle' | 'asking' | 'failed';
    };

export interface RecordView {
  readonly at: AtRecord;
  /** Asks anew, from the newest on. */
  again(): void;
  /** Asks for the rows before the oldest one shown. */
  older(): Promise<void>;
}

export function useRecord(draft: DraftId, { by, kind }: Filter): RecordView {
  const [at, setAt] = useState<AtRecord>({ is: 'asking' });
  /** What was asked last; an answer to anything else comes too late. */
  const asked = useRef(0);

  const again = useCallback(() => {
    const mine = ++asked.current;
    void ask(draft, { by, kind }).then((answer) => {
      if (mine === asked.current) setAt(answer);
    });
  }, [draft, by, kind]);
  useEffect(again, [again]);

  const next = at.is === 'in' ? at.next : null;
  const older = useCallback(async () => {
    if (next === null) return;
    const mine = asked.current;
    const change = (older: 'asking' | 'failed') =>
      setAt((now) => (now.is === 'in' && mine === asked.current ? { ...now, older } : now));
    change('asking');
    const page = await api.record(draft, { by, kind, before: next });
    if (!page.ok) return change('failed');
    setAt((now) => {
      if (now.is !== 'in' || mine !== asked.current) return now;
      const rows = [...now.rows, ...page.value.rows];
      return { ...now, rows, next: page.value.next, older: 'idle' };
    });
  }, [draft, by, kind, next]);

  return { at, again, older };
}

async function ask(draft: DraftId, filter: Filter): Promise<AtRecord> {
  const [card, page] = await Promise.all([api.draft(draft), api.record(draft, filter)]);
  if (!card.ok) return notIn(card.refusal);
  if (!page.ok) return notIn(page.refusal);
  return { is: 'in', card: card.value, ...page.value, older: 'idle' };
}

function notIn(refusal: Failure): AtRecord {
  switch (refusal.code) {
    case 'not-signed-in':
      return { is: 'signed-out' };
    case 'no-such-draft':
      return { is: 'no-such-draft' };
    case 'not-your-role':
      return { is: 'not-a-lead' };
    default:
      return { is: 'failed', refusal };
  }
}
