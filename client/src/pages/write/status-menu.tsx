/** How far the draft is; leads change it from here. */
import type { DraftStatus } from '@gloss/shared/words/draft';
import { draftStatuses } from '@gloss/shared/words/draft';
import { Check, ChevronDown } from 'lucide-react';

import { phrases } from '../../phrases/phrases.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { StatusPill } from '../status-pill.tsx';

import styles from './status-menu.module.css';

export interface StatusMenuProps {
  readonly status: DraftStatus;
  /** Absent for those who may not change it. */
  readonly onChange?: ((status: DraftStatus) => void) | undefined;
}

export function StatusMenu({ status, onChange }: StatusMenuProps) {
  const words = phrases.pages;
  if (onChange === undefined) return <StatusPill status={status} />;
  return (
    <Menu
      label={words.write.status}
      trigger={
        <Button
          look="ghost"
          className={styles.trigger}
          aria-label={words.write.changeStatus(words.statuses[status])}
        >
          <StatusPill status={status} />
          <ChevronDown aria-hidden />
        </Button>
      }
    >
      {draftStatuses.map((each) => (
        <MenuItem
          key={each}
          icon={<Check aria-hidden className={each === status ? '' : styles.unchosen} />}
          onAction={() => onChange(each)}
        >
          {words.statuses[each]}
        </MenuItem>
      ))}
    </Menu>
  );
}
