/** The text as a web page of its own, to keep, print or send. */
import { renderToHTMLString } from '@tiptap/static-renderer/pm/html-string';

import type { JSONContent } from './content.ts';
import { textExtensions } from './schema.ts';

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

/** @returns a whole HTML document that needs nothing from elsewhere. Blocks keep their ids as `data-bid`. */
export function toHtml(content: JSONContent, title: string): string {
  const body = renderToHTMLString({
    extensions: textExtensions(),
    content,
    options: { nodeMapping: { table: ({ children }) => tableOf(children) } },
  });
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

/** Tiptap's own would carry the widths of a screen. */
function tableOf(rows: string | string[] = ''): string {
  return `<table><tbody>${[rows].flat().join('')}</tbody></table>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
