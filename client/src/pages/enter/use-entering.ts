/** The steps of signing in by a link: take the token out of the address, send it once, say what came of it. */
import type { Enter, Entered } from '@gloss/shared/wire/api';
import { setupPrefix } from '@gloss/shared/wire/api';
import { useCallback, useEffect, useState } from 'react';

import type { Answer } from '../../line/api.ts';
import { enter } from '../../line/api.ts';
import { tokenIn } from './link-token.ts';

export type Entering =
  | { readonly is: 'without-link' }
  | { readonly is: 'asking-founder'; readonly token: string }
  | { readonly is: 'sending' }
  | { readonly is: 'failed'; readonly sent: Enter; readonly refusal: Refused['refusal'] }
  | { readonly is: 'entered'; readonly entered: Entered };

type Refused = Extract<Answer<Entered>, { ok: false }>;

/** The founder's own words about themselves, sent with the set-up link. */
export type Founder = NonNullable<Enter['founder']>;

/** @returns where signing in stands, and what sends the founder's form. A link opened in this same tab starts anew. */
export function useEntering(): { entering: Entering; send(words: Enter): Promise<void> } {
  const [entering, setEntering] = useState<Entering>(() =>
    tokenIn(location.hash) === null ? { is: 'without-link' } : { is: 'sending' },
  );

  const send = useCallback(async (sent: Enter) => {
    setEntering({ is: 'sending' });
    const answer = await enter(sent);
    if (answer.ok) setEntering({ is: 'entered', entered: answer.value });
    else setEntering({ is: 'failed', sent, refusal: answer.refusal });
  }, []);

  useEffect(() => {
    const take = () => {
      const token = tokenIn(location.hash);
      if (token === null) return;
      // The secret leaves the address bar and the history before anything else happens.
      history.replaceState(history.state, '', location.pathname);
      if (token.startsWith(setupPrefix)) setEntering({ is: 'asking-founder', token });
      else void send({ token });
    };
    take();
    window.addEventListener('hashchange', take);
    return () => window.removeEventListener('hashchange', take);
  }, [send]);

  return { entering, send };
}
