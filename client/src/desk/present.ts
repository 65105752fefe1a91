/** Who else is in the draft, read from the text's awareness as the server stamps it (wire/presence.ts). */
import { Presence } from '@gloss/shared/wire/presence';
import type { AccountId } from '@gloss/shared/words/ids';
import { equalityDeep } from 'lib0/function';
import type { Awareness } from 'y-protocols/awareness';

import type { Present } from './desk.ts';

/** @returns everybody but `me`, each once, by name; `before` itself where nothing changed. A state of another form is nobody. */
export function presentIn(
  awareness: Pick<Awareness, 'getStates'>,
  me: AccountId,
  before: readonly Present[],
): readonly Present[] {
  const here = new Map<AccountId, Present>();
  for (const state of awareness.getStates().values()) {
    const presence = Presence.safeParse(state);
    if (!presence.success || presence.data.user.account === me) continue;
    const { user, section = null } = presence.data;
    here.set(user.account, {
      ...user,
      section: section ?? here.get(user.account)?.section ?? null,
    });
  }
  const now = [...here.values()].toSorted((one, other) => one.name.localeCompare(other.name));
  return equalityDeep(now, before) ? before : now;
}
