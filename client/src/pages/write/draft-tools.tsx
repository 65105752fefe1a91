/** People, downloads and the rest: in the bar of a wide window, in the drawer of a narrow one. */
import { may } from '@gloss/shared/rules/may';
import { Users } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';

import { reviseDraft } from '../../line/api.ts';
import { phrases } from '../../phrases/phrases.ts';
import { Button } from '../../ui/button.tsx';
import type { BarProps } from './bar-props.ts';
import { DownloadMenu, MoreMenu } from './draft-menu.tsx';
import { PeopleDialog } from './people-dialog.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { ReviseDialog } from './revise-dialog.tsx';
import { useLeadActs } from './use-lead-acts.ts';

export function DraftTools({ desk, view, onWholeDraft, onShortcuts, onShow }: BarProps) {
  const { card, me, role } = view;
  const { changeRole, appoint, rename } = useLeadActs(card.id, desk);
  const [isPeopleOpen, setPeopleOpen] = useState(false);
  const [isRenaming, setRenaming] = useState(false);
  const [isRevising, setRevising] = useState(false);
  const [, navigate] = useLocation();
  const mayAppoint = may(role, 'appoint');
  return (
    <>
      <DownloadMenu draft={card.id} />
      <Button
        look={mayAppoint ? 'primary' : 'plain'}
        icon={<Users aria-hidden />}
        onPress={() => setPeopleOpen(true)}
      >
        {phrases.pages.people.open}
      </Button>
      <MoreMenu
        account={me.account}
        onWholeDraft={onWholeDraft}
        onShortcuts={onShortcuts}
        onRecord={may(role, 'read-record') ? () => navigate(`/d/${card.id}/record`) : undefined}
        onRevise={may(role, 'write-text') ? () => setRevising(true) : undefined}
        onRename={may(role, 'set-status') ? () => setRenaming(true) : undefined}
      />
      {isPeopleOpen && (
        <PeopleDialog
          participants={card.participants}
          me={me.account}
          mayAppoint={mayAppoint}
          onClose={() => setPeopleOpen(false)}
          onChangeRole={changeRole}
          onAppoint={appoint}
        />
      )}
      {isRevising && (
        <ReviseDialog
          onRevise={(file) => reviseDraft(card.id, card.epoch, file)}
          onShow={onShow}
          onClose={() => setRevising(false)}
        />
      )}
      {isRenaming && (
        <RenameDialog title={card.title} onRename={rename} onClose={() => setRenaming(false)} />
      )}
    </>
  );
}
