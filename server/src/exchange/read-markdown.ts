/** Markdown as HTML: CommonMark with tables, strike-through, footnotes and HTML tags, which are sanitised afterwards. */
import MarkdownIt from 'markdown-it';
import footnotes from 'markdown-it-footnote';

const markdown = new MarkdownIt({ html: true, linkify: false, typographer: false }).use(footnotes);

// A link back to the reference is a sign of the page, not a word of the text.
markdown.renderer.rules['footnote_anchor'] = () => '';

/** @returns HTML that is not safe to show yet. Notes stand in an ordered list at the end; references are superscripts. */
export function htmlFromMarkdown(text: string): string {
  const forgotten = unreferencedNotes(text);
  // The plugin leaves out notes that nothing refers to; their words would be lost.
  const references = forgotten.map((label) => `[^${label}]`).join(' ');
  return markdown.render(references === '' ? text : `${text}\n\n${references}\n`);
}

function unreferencedNotes(text: string): string[] {
  const found: { footnotes?: { refs?: Record<string, number> } } = {};
  markdown.parse(text, found);
  return Object.entries(found.footnotes?.refs ?? {})
    .filter(([, reference]) => reference < 0)
    .map(([label]) => label.replace(/^:/, ''));
}
