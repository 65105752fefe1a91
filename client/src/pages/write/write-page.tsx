/** The page of one draft: opens the desk and shows where the visit stands. `open-draft.tsx` is the draft itself. */
import type { DraftId } from '@gloss/shared/words/ids';

import { useDesk } from '../../desk/use-desk.ts';
import { Opening } from '../opening.tsx';
import { OpenDraft } from './open-draft.tsx';
import { ShutDraft } from './shut-draft.tsx';

export function WritePage({ draft }: { readonly draft: DraftId }) {
  const at = useDesk(draft);
  switch (at.is) {
    case 'opening':
      return <Opening />;
    case 'shut':
      return <ShutDraft why={at.why} kept={at.kept} onRetry={at.retry} />;
    case 'open':
      // Another text of the same draft, after a refusal or a restore, is another editor.
      return <OpenDraft key={at.desk.text.guid} desk={at.desk} view={at.view} />;
  }
}
