/** What the bar above a draft shows and starts; the drawer of a narrow window shows the same. */
import type { Section } from '@gloss/shared/text/outline';
import type { BlockId } from '@gloss/shared/words/ids';

import type { Desk, DeskView } from '../../desk/desk.ts';
import type { ThreadFilter } from '../../margin/thread-filter.ts';
import type { Mode } from './mode-choice.tsx';

export interface BarProps {
  readonly desk: Desk;
  readonly view: DeskView;
  readonly sections: readonly Section[];
  /** Those the role allows; readers have no choice. */
  readonly modes: readonly Mode[];
  readonly mode: Mode;
  readonly onMode: (mode: Mode) => void;
  readonly onGoTo: ((section: BlockId) => void) | undefined;
  readonly onWholeDraft: (() => void) | undefined;
  readonly onShortcuts: () => void;
  /** Shows the threads of a filter. */
  readonly onShow: (filter: ThreadFilter) => void;
}
