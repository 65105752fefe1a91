/** Who is signed in, and the way out. */
import type { Me } from '@gloss/shared/wire/api';
import { LogOut } from 'lucide-react';
import { useState } from 'react';

import { leave } from '../line/api.ts';
import { phrases } from '../phrases/phrases.ts';
import { Button } from '../ui/button.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { toast } from '../ui/toast.tsx';
import { sayRefusal } from './say-refusal.ts';

export function AccountMenu({ me }: { readonly me: Me }) {
  const words = phrases.pages.account;
  const [isLeaving, setLeaving] = useState(false);

  const signOut = async () => {
    setLeaving(true);
    const answer = await leave();
    if (answer.ok) location.assign('/enter');
    else toast(sayRefusal(answer.refusal));
    setLeaving(false);
  };

  return (
    <Menu
      label={words.menu(me.name)}
      trigger={
        <Button look="ghost" isPending={isLeaving}>
          {isLeaving ? words.signingOut : me.name}
        </Button>
      }
    >
      <MenuItem icon={<LogOut />} onAction={() => void signOut()}>
        {words.signOut}
      </MenuItem>
    </Menu>
  );
}
