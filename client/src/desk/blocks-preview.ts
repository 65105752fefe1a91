/** Blocks that are not in the text, drawn as they would look: for cards, for the tray, and between the blocks of the text. */
import { schema } from '@gloss/shared/text/schema';
import type { BlockContent } from '@gloss/shared/words/blocks';
import type { DOMOutputSpec } from '@tiptap/pm/model';
import { DOMSerializer, Fragment } from '@tiptap/pm/model';

import { phrases } from '../phrases/phrases.ts';

const words = phrases.margin.proposal.blocks;
const hidden = { 'aria-hidden': 'true' };

/** Headings are not headings here: nobody finds them in the text. Widths of another screen are left out. */
const serializer = new DOMSerializer(
  {
    ...DOMSerializer.nodesFromSchema(schema),
    heading: ({ attrs }) => [
      'p',
      { 'data-level': String(attrs['level']) },
      heard(`${words.headingOf(Number(attrs['level']))} `),
      ['span', 0],
    ],
    paragraph: ({ content }) =>
      content.size > 0 ? ['p', 0] : ['p', heard(words.emptyLine), ['span', hidden, '¶']],
    horizontalRule: () => ['p', heard(words.rule), ['hr', hidden]],
    table: () => ['table', ['tbody', 0]],
  },
  DOMSerializer.marksFromSchema(schema),
);

function heard(said: string): DOMOutputSpec {
  return ['span', { class: 'heard' }, said];
}

/** @returns elements for the content. It has been through the schema's check, so there is nothing in it that runs. */
export function blocksPreview(content: readonly BlockContent[]): DocumentFragment {
  const fragment = serializer.serializeFragment(Fragment.fromJSON(schema, content));
  return fragment as DocumentFragment;
}
