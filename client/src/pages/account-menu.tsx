/** Who is signed in, and the way out. */
import type { Me } from '@gloss/shared/wire/api';
import { ChevronDown, LogOut } from 'lucide-react';

import { phrases } from '../phrases/phrases.ts';
import { Button } from '../ui/button.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { signOut } from './sign-out.ts';

export function AccountMenu({ me }: { readonly me: Me }) {
  const words = phrases.pages.account;
  return (
    <Menu
      label={words.menu(me.name)}
      trigger={
        <Button look="ghost">
          {me.name}
          <ChevronDown aria-hidden />
        </Button>
      }
    >
      <MenuItem icon={<LogOut />} onAction={() => void signOut()}>
        {words.signOut}
      </MenuItem>
    </Menu>
  );
}
