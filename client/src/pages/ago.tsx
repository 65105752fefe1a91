/** When something happened, as people say it; in full on hover and for machines. */
import type { Instant } from '@gloss/shared/words/ids';

import { formatAgo, formatExact } from '../phrases/format.ts';

export function Ago({ at }: { readonly at: Instant }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={formatExact(at)}>
      {formatAgo(at)}
    </time>
  );
}
