/**
 * Reads a file: Markdown, HTML or plain text by name and by what it begins with. No word of it may be lost; what cannot
 * be kept in form is kept as a paragraph. `read-html.ts` makes the content; `import.ts` is the door.
 */
import { fitsContent } from '@gloss/shared/text/check';
import type { JSONContent } from '@gloss/shared/text/content';
import { countWords, toPlain } from '@gloss/shared/text/plain';
import type { Ruling } from '@gloss/shared/words/refusal';
import { grant, refuse } from '@gloss/shared/words/refusal';
import { cutTo } from '@gloss/shared/words/text';

import { readBytes } from './read-bytes.ts';
import type { Page } from './read-html.ts';
import { readHtml } from './read-html.ts';
import { htmlFromMarkdown } from './read-markdown.ts';
import { htmlFromPlain } from './read-plain.ts';

export interface FileToImport {
  /** As the person's computer calls it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ImportedText {
  /** Of the text's only first-level heading, of the page, or of the file; 1 to 200 characters. */
  readonly title: string;
  readonly content: JSONContent;
}

const longestTitle = 200;

/** A draft that no edit may touch is worse than none: what is read here has to pass what every edit has to pass. */
const unfit =
  'The file holds something that does not fit the form of a draft. Nothing was created. Save it in a simpler form and try again.';

/** @returns the text of a file. Refuses `file-empty`, and `file-unreadable` for whatever is no such file. */
export async function readFile({ name, bytes }: FileToImport): Promise<Ruling<ImportedText>> {
  if (bytes.byteLength === 0) return refuse('file-empty');
  const text = readBytes(bytes);
  const form = text === null ? null : formOf(name, text);
  if (text === null || form === null) return refuse('file-unreadable');
  const page = await readHtml(htmlOf(form, text));
  if (page === null) return refuse('file-unreadable');
  if (!fitsContent(page.content)) return refuse('file-unreadable', unfit);
  if (countWords(toPlain(page.content)) === 0) return refuse('file-empty');
  return grant({ title: titleOf(name, page), content: page.content });
}

type Form = 'markdown' | 'html' | 'plain';

const formByEnding: Readonly<Record<string, Form>> = {
  md: 'markdown',
  markdown: 'markdown',
  html: 'html',
  htm: 'html',
  txt: 'plain',
};

/** What a file says it is by its first characters counts more than its name. Null for what is neither. */
function formOf(name: string, text: string): Form | null {
  if (/^\s*(?:<!--[^]*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b/i.test(text)) return 'html';
  const ending = /\.([^.\\/]+)$/.exec(name)?.[1]?.toLowerCase();
  return ending === undefined ? 'markdown' : (formByEnding[ending] ?? null);
}

function htmlOf(form: Form, text: string): string {
  if (form === 'html') return text;
  return form === 'markdown' ? htmlFromMarkdown(text) : htmlFromPlain(text);
}

function titleOf(name: string, { title, content }: Page): string {
  const titles = (content.content ?? []).filter(
    ({ type, attrs }) => type === 'heading' && attrs?.['level'] === 1,
  );
  const [heading] = titles;
  const candidates = [
    heading && titles.length === 1 ? toPlain(heading) : '',
    title,
    name
      .replace(/^.*[\\/]/, '')
      .replace(/\.[^.]+$/, '')
      .replaceAll(/[-_]+/g, ' '),
  ];
  return candidates.map(tidied).find((candidate) => candidate !== '') ?? 'Imported draft';
}

function tidied(title: string): string {
  return cutTo(title.replaceAll(/\s+/gu, ' ').trim(), longestTitle).trim();
}
