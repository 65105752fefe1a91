/** How far a draft is, as a capsule of the colour that goes with it. */
import type { DraftStatus } from '@gloss/shared/words/draft';

import { phrases } from '../phrases/phrases.ts';
import type { PillTone } from '../ui/pill.tsx';
import { Pill } from '../ui/pill.tsx';

const tones = {
  drafting: 'quiet',
  'in-review': 'warn',
  agreed: 'good',
} as const satisfies Record<DraftStatus, PillTone>;

export function StatusPill({ status }: { readonly status: DraftStatus }) {
  return <Pill tone={tones[status]}>{phrases.pages.statuses[status]}</Pill>;
}
