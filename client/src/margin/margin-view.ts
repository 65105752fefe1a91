/** What both shapes of the margin draw, ready made: `margin.tsx` derives it, `beside-margin` and `sheet-margin` show it. */
import type { ActId, ThreadId } from '@gloss/shared/words/ids';
import type { Role } from '@gloss/shared/words/role';

import type { RefusedAct, ShownThread } from '../desk/desk.ts';
import type { Arrangement } from './arrange.ts';
import type { Composing } from './composing.ts';
import type { ThreadFilter } from './thread-filter.ts';

export interface MarginView {
  /** All of them, whatever the filter. */
  readonly threads: readonly ShownThread[];
  /** Those of the filter, and the open one. */
  readonly arrangement: Arrangement<ShownThread>;
  /** The same in reading order. */
  readonly order: readonly ShownThread[];
  readonly counts: Record<ThreadFilter, number>;
  readonly active: ThreadId | null;
  readonly onActivate: (thread: ThreadId | null) => void;
  readonly role: Role;
  readonly filter: ThreadFilter;
  readonly onFilter: (filter: ThreadFilter) => void;
  readonly composing: Composing | null;
  readonly onComposeEnd: () => void;
  readonly onWholeDraft: () => void;
  /** Closes what is open and goes back to the text. */
  readonly onLeave: () => void;
  /** Acts the server would not take. */
  readonly refused: readonly RefusedAct[];
  readonly onRetry: (id: ActId) => void;
  readonly onDismiss: (id: ActId) => void;
}
