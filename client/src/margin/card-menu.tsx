/** The rest of what may be done with a thread, behind three dots. */
import type { Thread } from '@gloss/shared/words/thread';
import { Ellipsis, Link, Pencil, RotateCcw, Tag, Undo2, UserPlus } from 'lucide-react';

import { phrases } from '../phrases/phrases.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu, MenuItem, MenuLine } from '../ui/menu.tsx';
import { toast } from '../ui/toast.tsx';
import type { Work } from './card-work.tsx';
import { useMarginWorld } from './margin-world.ts';
import type { OwnWork } from './message.tsx';
import type { Allowed } from './what-may.ts';
import { mayReword, mayWithdraw } from './what-may.ts';

const words = phrases.margin;

export interface CardMenuProps {
  readonly thread: Thread;
  readonly allowed: Allowed;
  readonly onWork: (work: Work) => void;
  /** Work on the opening message. */
  readonly onOwnWork: (work: OwnWork) => void;
}

export function CardMenu({ thread, allowed, onWork, onOwnWork }: CardMenuProps) {
  const { me, role } = useMarginWorld();
  const { opening, number } = thread;
  const reword = mayReword(opening, me, role) && opening.body !== '';
  const withdraw = mayWithdraw(thread, opening, me, role);
  return (
    <Menu
      label={words.menuOf(number)}
      trigger={<IconButton label={words.menuOf(number)} icon={<Ellipsis />} />}
    >
      <MenuItem icon={<Link />} onAction={() => void copyLink(number)}>
        {words.copyLink(number)}
      </MenuItem>
      {allowed.sort && (
        <MenuItem icon={<UserPlus />} onAction={() => onWork({ is: 'sort' })}>
          {words.sort.assign}
        </MenuItem>
      )}
      {allowed.sort && (
        <MenuItem icon={<Tag />} onAction={() => onWork({ is: 'sort' })}>
          {words.sort.labels}
        </MenuItem>
      )}
      {(reword || withdraw || allowed.reopen) && <MenuLine />}
      {reword && (
        <MenuItem icon={<Pencil />} onAction={() => onOwnWork('reword')}>
          {words.reword.open}
        </MenuItem>
      )}
      {allowed.reopen && (
        <MenuItem icon={<RotateCcw />} onAction={() => onWork({ is: 'reopen' })}>
          {words.reopen.open}
        </MenuItem>
      )}
      {withdraw && (
        <MenuItem icon={<Undo2 />} tone="danger" onAction={() => onOwnWork('withdraw')}>
          {words.withdraw.thread}
        </MenuItem>
      )}
    </Menu>
  );
}

/** A browser may refuse the clipboard; then the link is shown to be copied by hand. */
async function copyLink(number: number): Promise<void> {
  const link = new URL(`#${number}`, window.location.href).href;
  try {
    await navigator.clipboard.writeText(link);
    toast(words.linkCopied(number));
  } catch {
    toast(words.linkNotCopied(link));
  }
}
