/** The header of an open draft, filled from the desk. */
import { may } from '@gloss/shared/rules/may';
import type { Section } from '@gloss/shared/text/outline';
import type { BlockId } from '@gloss/shared/words/ids';

import type { Desk, DeskView } from '../../desk/desk.ts';
import { DraftHeader } from './draft-header.tsx';
import { DraftTools } from './draft-tools.tsx';
import type { Mode } from './mode-choice.tsx';
import { PeopleHere } from './people-here.tsx';
import { SaveState } from './save-state.tsx';
import { sectionName } from './section-name.ts';
import { StatusMenu } from './status-menu.tsx';
import { useLeadActs } from './use-lead-acts.ts';

/** What the bar and, in a narrow window, the drawer need. */
export interface BarProps {
  readonly desk: Desk;
  readonly view: DeskView;
  readonly sections: readonly Section[];
  /** null for those who may not write: they have no choice. */
  readonly mode: Mode | null;
  readonly onMode: (mode: Mode) => void;
  readonly onGoTo: ((section: BlockId) => void) | undefined;
  readonly onWholeDraft: (() => void) | undefined;
  readonly onShortcuts: () => void;
}

export interface DraftBarProps extends BarProps {
  readonly current: BlockId | null;
  readonly isNarrow: boolean;
  readonly isDrawerOpen: boolean;
  readonly onOpenDrawer: () => void;
}

export function DraftBar(props: DraftBarProps) {
  const { view, desk, sections, current, isNarrow, isDrawerOpen, onOpenDrawer, onGoTo } = props;
  const { card } = view;
  const { setStatus } = useLeadActs(card.id, desk);
  const section = sections.find(({ bid }) => bid === current);
  return (
    <DraftHeader
      title={card.title}
      section={section ? sectionName(section) : ''}
      isNarrow={isNarrow}
      isDrawerOpen={isDrawerOpen}
      onOpenDrawer={onOpenDrawer}
      status={
        <StatusMenu
          status={card.status}
          onChange={may(view.role, 'set-status') ? (status) => void setStatus(status) : undefined}
        />
      }
      saveState={<SaveState saved={view.saved} />}
      here={
        <PeopleHere
          present={view.present}
          sections={sections}
          most={isNarrow ? 1 : 3}
          onGo={(bid) => onGoTo?.(bid)}
        />
      }
      tools={<DraftTools {...props} />}
    />
  );
}
