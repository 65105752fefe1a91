/** The header of an open draft, filled from the desk. */
import { may } from '@gloss/shared/rules/may';
import type { BlockId } from '@gloss/shared/words/ids';

import type { BarProps } from './bar-props.ts';
import { DraftHeader } from './draft-header.tsx';
import { DraftTools } from './draft-tools.tsx';
import { ModeChoice, ModeSwitch } from './mode-choice.tsx';
import { PeopleHere } from './people-here.tsx';
import { SaveState } from './save-state.tsx';
import { sectionName } from './section-name.ts';
import { StatusMenu } from './status-menu.tsx';
import { useLeadActs } from './use-lead-acts.ts';

export interface DraftBarProps extends BarProps {
  readonly current: BlockId | null;
  readonly isNarrow: boolean;
  readonly isDrawerOpen: boolean;
  readonly onOpenDrawer: () => void;
}

export function DraftBar(props: DraftBarProps) {
  const {
    view,
    desk,
    sections,
    current,
    isNarrow,
    isDrawerOpen,
    onOpenDrawer,
    onGoTo,
    modes,
    mode,
    onMode,
  } = props;
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
      mode={
        modes.length > 1 &&
        (isNarrow ? (
          <ModeSwitch modes={modes} mode={mode} onChange={onMode} />
        ) : (
          <ModeChoice modes={modes} mode={mode} onChange={onMode} />
        ))
      }
      tools={<DraftTools {...props} />}
    />
  );
}
