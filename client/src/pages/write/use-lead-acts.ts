/** What leads change about a draft apart from its words; the desk fetches the result anew. */
import type { Appoint } from '@gloss/shared/wire/api';
import type { DraftStatus } from '@gloss/shared/words/draft';
import type { AccountId, DraftId } from '@gloss/shared/words/ids';
import type { Role } from '@gloss/shared/words/role';
import { useMemo } from 'react';

import type { Desk } from '../../desk/desk.ts';
import type { Answer } from '../../line/api.ts';
import * as api from '../../line/api.ts';
import { toast } from '../../ui/toast.tsx';
import { sayRefusal } from '../say-refusal.ts';

export function useLeadActs(draft: DraftId, desk: Desk) {
  return useMemo(() => {
    const thenRefresh = async <Value>(asked: Promise<Answer<Value>>): Promise<Answer<Value>> => {
      const answer = await asked;
      if (answer.ok) desk.refresh();
      return answer;
    };
    return {
      async setStatus(status: DraftStatus) {
        const answer = await thenRefresh(api.settings(draft, { status }));
        if (!answer.ok) toast(sayRefusal(answer.refusal));
      },
      rename: (title: string) => thenRefresh(api.settings(draft, { title })),
      changeRole: (account: AccountId, role: Role | null) =>
        thenRefresh(api.changeRole(draft, account, role)),
      appoint: (person: Appoint) => thenRefresh(api.appoint(draft, person)),
    };
  }, [draft, desk]);
}
