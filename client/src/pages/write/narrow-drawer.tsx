/** What has no room in a narrow window: title and status, the sections, mode, people, downloads, the way home. */
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';

import { phrases } from '../../phrases/phrases.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { StatusPill } from '../status-pill.tsx';
import type { BarProps } from './bar-props.ts';
import { DraftTools } from './draft-tools.tsx';
import { Drawer } from './drawer.tsx';
import { ModeChoice } from './mode-choice.tsx';

import styles from './drawer.module.css';

export interface NarrowDrawerProps extends BarProps {
  readonly outline: ReactNode;
  readonly onClose: () => void;
}

export function NarrowDrawer({ outline, onClose, ...bar }: NarrowDrawerProps) {
  return (
    <Drawer title={bar.view.card.title} onClose={onClose}>
      <div className={styles.part}>
        <StatusPill status={bar.view.card.status} />
      </div>
      {outline}
      <div className={styles.tools}>
        {bar.modes.length > 1 && (
          <ModeChoice modes={bar.modes} mode={bar.mode} onChange={bar.onMode} />
        )}
        <DraftTools {...bar} />
        <ButtonLink href="/" look="ghost" icon={<ArrowLeft aria-hidden />}>
          {phrases.pages.write.drafts}
        </ButtonLink>
      </div>
    </Drawer>
  );
}
