/** The page of one draft. */
import type { DraftId } from '@gloss/shared/words/ids';

import { Opening } from '../opening.tsx';

export function WritePage({ draft }: { readonly draft: DraftId }) {
  return <Opening key={draft} />;
}
