/** What else one can do with a draft: take it along as a file, comment on it as a whole, look up keys, leave. */
import { paths } from '@gloss/shared/wire/api';
import type { AccountId, DraftId } from '@gloss/shared/words/ids';
import {
  Download,
  Ellipsis,
  FileCode2,
  FileDiff,
  FileText,
  Keyboard,
  LogOut,
  MessageSquarePlus,
  ScrollText,
  TextCursorInput,
} from 'lucide-react';

import { phrases } from '../../phrases/phrases.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { leaveDevice } from '../sign-out.ts';

/** Gives what the server has saved, as a file. */
export function DownloadMenu({ draft }: { readonly draft: DraftId }) {
  const words = phrases.pages.download;
  return (
    <Menu
      label={words.open}
      trigger={<Button icon={<Download aria-hidden />}>{words.open}</Button>}
    >
      <MenuItem icon={<FileText />} href={paths.download(draft, 'md')} download>
        {words.markdown}
      </MenuItem>
      <MenuItem icon={<FileCode2 />} href={paths.download(draft, 'html')} download>
        {words.html}
      </MenuItem>
    </Menu>
  );
}

export interface MoreMenuProps {
  readonly account: AccountId;
  /** Absent for those who may not annotate. */
  readonly onWholeDraft?: (() => void) | undefined;
  readonly onShortcuts: () => void;
  /** Absent for those who do not lead the draft. */
  readonly onRename?: (() => void) | undefined;
  /** Absent for those who may not write the text. */
  readonly onRevise?: (() => void) | undefined;
  /** Absent for those who may not read the record. */
  readonly onRecord?: (() => void) | undefined;
}

export function MoreMenu(props: MoreMenuProps) {
  const { account, onWholeDraft, onShortcuts, onRename, onRevise, onRecord } = props;
  const words = phrases.pages;
  return (
    <Menu
      label={words.write.more}
      trigger={<IconButton look="framed" label={words.write.more} icon={<Ellipsis />} />}
    >
      {onWholeDraft && (
        <MenuItem icon={<MessageSquarePlus />} onAction={onWholeDraft}>
          {words.write.wholeDraft}
        </MenuItem>
      )}
      {onRename && (
        <MenuItem icon={<TextCursorInput />} onAction={onRename}>
          {words.rename.open}
        </MenuItem>
      )}
      {onRevise && (
        <MenuItem icon={<FileDiff />} onAction={onRevise}>
          {words.revise.open}
        </MenuItem>
      )}
      {onRecord && (
        <MenuItem icon={<ScrollText />} onAction={onRecord}>
          {words.record.open}
        </MenuItem>
      )}
      <MenuItem icon={<Keyboard />} onAction={onShortcuts}>
        {words.write.shortcuts}
      </MenuItem>
      <MenuLine />
      <MenuItem icon={<LogOut />} onAction={() => void leaveDevice(account)}>
        {words.account.signOut}
      </MenuItem>
    </Menu>
  );
}
