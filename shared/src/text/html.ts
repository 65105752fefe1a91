/** The text as a web page of its own, to keep, print or send. */
import type { Node } from '@tiptap/pm/model';
import { renderToHTMLString } from '@tiptap/static-renderer/pm/html-string';

import type { JSONContent } from './content.ts';
import type { Steps } from './in-steps.ts';
import { blocksOf, withoutStop } from './in-steps.ts';
import { schema, textExtensions } from './schema.ts';

const style = `
:root { color: #1c2733; background: #fff; font: 1.0625rem/1.6 "Atkinson Hyperlegible Next", system-ui, sans-serif; }
body { max-inline-size: 42rem; margin: 3rem auto; padding-inline: 1.25rem; }
h1, h2, h3, h4 { line-height: 1.25; margin-block: 2em 0.5em; }
h1 { margin-block-start: 0; }
a { color: #124f8c; }
blockquote { margin-inline: 0; padding-inline-start: 1rem; border-inline-start: 3px solid #c9d1d9; }
table { border-collapse: collapse; inline-size: 100%; }
th, td { border: 1px solid #c9d1d9; padding: 0.375rem 0.625rem; text-align: start; vertical-align: top; }
td > p, th > p, li > p { margin: 0; }
@media print { body { margin: 0; max-inline-size: none; } a { color: inherit; } }
`;

/** How much is written between two stops, in positions of the text. Each time the renderer reads all extensions anew. */
const partSize = 20_000;

/** @returns a whole HTML document that needs nothing from elsewhere. Blocks keep their ids as `data-bid`. */
export function toHtml(content: JSONContent, title: string): string {
  return withoutStop(htmlInSteps(content, title));
}

/** @returns the same. Stops every few pages, for a text of 200,000 words takes a tenth of a second. */
export function* htmlInSteps(content: JSONContent, title: string): Steps<string> {
  let body = '';
  for (const part of partsOf(yield* blocksOf(content))) {
    body += rendered(part);
    yield;
  }
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

function rendered(blocks: readonly Node[]): string {
  return renderToHTMLString({
    extensions: textExtensions(),
    content: schema.topNodeType.create(null, blocks),
    options: { nodeMapping: { table: ({ children }) => tableOf(children) } },
  });
}

function partsOf(blocks: readonly Node[]): Node[][] {
  const parts: Node[][] = [];
  let size = partSize;
  for (const block of blocks) {
    if (size >= partSize) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)?.push(block);
    size += block.nodeSize;
  }
  return parts;
}

/** Tiptap's own would carry the widths of a screen. */
function tableOf(rows: string | string[] = ''): string {
  return `<table><tbody>${[rows].flat().join('')}</tbody></table>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
