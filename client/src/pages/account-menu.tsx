/** Who is signed in, and the way out. A disclosure of the browser's own: the first page stays light. */
import type { Me } from '@gloss/shared/wire/api';
import { ChevronDown, LogOut } from 'lucide-react';
import type { FocusEvent, KeyboardEvent } from 'react';

import { phrases } from '../phrases/phrases.ts';
import { Button } from '../ui/button.tsx';
import { leaveDevice } from './sign-out.ts';

import styles from './account-menu.module.css';

export function AccountMenu({ me }: { readonly me: Me }) {
  const words = phrases.pages.account;
  return (
    // Keys and focus that bubble up from the name and the button inside.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <details className={styles.account} onKeyDown={closeOnEscape} onBlur={closeOnLeave}>
      <summary className={styles.name}>
        {me.name}
        <ChevronDown aria-hidden />
      </summary>
      <div className={styles.panel}>
        <p className={styles.who}>
          {words.signedInAs} {me.email}
        </p>
        <Button icon={<LogOut aria-hidden />} onPress={() => void leaveDevice(me.account)}>
          {words.signOut}
        </Button>
      </div>
    </details>
  );
}

function closeOnEscape(event: KeyboardEvent<HTMLDetailsElement>) {
  if (event.key !== 'Escape') return;
  event.currentTarget.open = false;
  event.currentTarget.querySelector('summary')?.focus();
}

function closeOnLeave(event: FocusEvent<HTMLDetailsElement>) {
  if (!event.currentTarget.contains(event.relatedTarget)) event.currentTarget.open = false;
}
