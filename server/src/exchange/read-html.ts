/** HTML as content of the text: sanitised, then read by the editor's own rules, so that what fits the schema keeps its form. */
import { withFittingAttributes } from '@gloss/shared/text/attributes';
import { fitsContent } from '@gloss/shared/text/check';
import { nestingDepth } from '@gloss/shared/text/content';
import type { JSONContent } from '@gloss/shared/text/content';
import { isAllowedHref } from '@gloss/shared/text/href';
import { schema } from '@gloss/shared/text/schema';
import { withFittingTables } from '@gloss/shared/text/table-size';
import { DOMParser } from '@tiptap/pm/model';
import type { HTMLElement } from 'happy-dom';
import { Window } from 'happy-dom';
import sanitize from 'sanitize-html';

import { htmlParts } from './html-parts.ts';

/** What a page says: its title, which may be empty, and its content. */
export interface Page {
  readonly title: string;
  readonly content: JSONContent;
}

/** Elements read as they are. All others give their words to the element around them. */
const kept = [
  // Blocks that the text has, and captions and lines of code, which are brought into form.
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'ul',
  'ol',
  'li',
  'blockquote',
  'hr',
  'pre',
  'table',
  'caption',
  'thead',
  'tbody',
  'tfoot',
  'tr',
  'th',
  'td',
  'br',
  'a',
  'b',
  'strong',
  'i',
  'em',
  'u',
  's',
  'del',
  'strike',
  'sub',
  'sup',
  // These part one paragraph from the next.
  'address',
  'article',
  'aside',
  'dd',
  'div',
  'dl',
  'fieldset',
  'figcaption',
  'figure',
  'footer',
  'form',
  'header',
  'main',
  'nav',
  'section',
];

/** Read as the nearest element that the text has. */
const readAs = { h5: 'h4', h6: 'h4', dt: 'p', summary: 'p', legend: 'p', ins: 'u', option: 'p' };

/** In characters of HTML: what is turned into a tree at a time. */
const partSize = 64 * 1024;

/** Tags within tags beyond which a page is taken apart; pages of web sites have some twenty around the first word. */
const mostTags = 200;

/** @returns what a page says, or null where its markup cannot be read. Blocks get their ids when the text is filled. */
export async function readHtml(html: string): Promise<Page | null> {
  const window = new Window({
    settings: { disableCSSFileLoading: true, disableJavaScriptFileLoading: true },
  });
  try {
    const title = window.document.createElement('div');
    title.innerHTML = sanitize(/<title[^>]*>([^<]*)</i.exec(html)?.[1] ?? '', { allowedTags: [] });
    const content = contentOf(window, html, mostTags);
    return {
      title: title.textContent,
      // What nests deeper than the schema allows is read again without the innermost tags, words kept.
      content: fitsContent(content) ? content : contentOf(window, html, nestingDepth - 4),
    };
  } catch (error) {
    // Markup made to exhaust the parser's stack. Nothing was created; the person is told that it is no such file.
    if (error instanceof RangeError) return null;
    throw error;
  } finally {
    await window.happyDOM.close();
  }
}

function contentOf(window: Window, html: string, nestingLimit: number): JSONContent {
  const parser = DOMParser.fromSchema(schema);
  const content: JSONContent[] = [];
  for (const part of htmlParts(sanitize(html, { ...sanitising, nestingLimit }), partSize)) {
    const page = window.document.createElement('div');
    page.innerHTML = part;
    tidy(page);
    const read = withFittingAttributes(parser.parse(page).toJSON() as JSONContent);
    content.push(...(withFittingTables(read).content ?? []));
  }
  return { type: 'doc', content };
}

const sanitising: sanitize.IOptions = {
  allowedTags: kept,
  allowedAttributes: {
    a: ['href', 'title'],
    ol: ['start', 'type'],
    td: ['colspan', 'rowspan'],
    th: ['colspan', 'rowspan'],
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  // All else that holds words gives them up; these hold what a page does, not what it says.
  nonTextTags: ['script', 'style', 'title', 'template'],
  transformTags: {
    ...readAs,
    img: (_tag, { src = '', alt = '', title = '' }) => ({
      tagName: 'a',
      attribs: isAllowedHref(src) ? { href: src } : {},
      text: alt || title,
    }),
  },
};

/** Puts into the schema's form what its parser would misread. */
function tidy(page: HTMLElement): void {
  const { ownerDocument: document } = page;
  for (const caption of page.querySelectorAll('caption')) {
    const line = document.createElement('p');
    line.append(...caption.childNodes);
    caption.closest('table')?.before(line);
    caption.remove();
  }
  for (const pre of page.querySelectorAll('pre')) {
    const line = document.createElement('p');
    line.innerHTML = pre.innerHTML.trimEnd().replaceAll('\n', '<br>');
    pre.replaceWith(line);
  }
}
