/** Judges a whole text: every block in the editor's schema, every client id bound to an account. */
import { bodyOf } from '@gloss/shared/text/body';
import { checkBlocks } from '@gloss/shared/text/check';
import * as Y from 'yjs';

import type { DocumentName } from '../journal/document.ts';
import type { Replayed } from './check-document.ts';
import type { Examined } from './examined.ts';

const keepOut =
  'Nobody should open this draft before it is mended: an editor deletes what does not fit. Restore a backup, or ask for help with a copy.';

export function checkText(
  name: DocumentName,
  { doc, clients }: Replayed,
  { findings }: Pick<Examined, 'findings'>,
): void {
  const body = bodyOf(doc);
  findings.count('blocks', body.length);
  if (!checkBlocks(body, [body]).ok) findings.wrong(name, misfit(body), keepOut);

  const strangers = [...doc.store.clients.keys()].filter((client) => !clients.has(client));
  if (strangers.length > 0)
    findings.wrong(
      name,
      `It holds words of client ids that belong to no account: ${strangers.join(', ')}.`,
    );
}

/** Which block it is, where it is one. */
function misfit(body: Y.XmlFragment): string {
  const unfit = body
    .toArray()
    .map((block, at) => ({ block, at }))
    .filter(({ block }) => !checkBlocks(body, [block]).ok);
  // Where each block is refused, it is what stands beside them: another root, or something that is no block.
  if (unfit.length === body.length) return 'The text does not fit the schema of the editor.';
  const places = unfit.map(({ block, at }) => `${at + 1}${idOf(block)}`);
  return `These blocks do not fit the schema of the editor: ${places.join(', ')}.`;
}

function idOf(block: unknown): string {
  const bid: unknown = block instanceof Y.XmlElement ? block.getAttribute('bid') : undefined;
  return typeof bid === 'string' ? ` (${bid})` : '';
}
