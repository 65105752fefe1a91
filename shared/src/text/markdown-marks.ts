/** The signs of marks in Markdown, and the places where a sign would not be read as one. */
import type { Node } from '@tiptap/pm/model';
import { Mark } from '@tiptap/pm/model';

/** Opens or closes a mark. `index` is that of the first child inside, or of the first after it. */
type Sign = (state: unknown, mark: Mark, parent: Node, index: number) => string;

/** Marks whose signs are read by what stands beside them, and by each other. */
const leaning = ['bold', 'italic', 'strike'];

/**
 * A mark written with asterisks or tildes. Markdown reads these as signs only where they lean on a word, as they do not
 * in `a**.b**`, and loses count where several meet. There the HTML tag is written.
 */
export function emphasis(sign: string, tag: string) {
  const open: Sign = (_state, mark, parent, index) =>
    isReadAsSign(mark, parent, index) ? sign : `<${tag}>`;
  const close: Sign = (_state, mark, parent, index) =>
    isReadAsSign(mark, parent, index - 1) ? sign : `</${tag}>`;
  return { open, close, mixable: true, expelEnclosingWhitespace: true };
}

/** @returns whether a child is a link that reads as its own address, which is written `<address>`. */
export function isAutolink(parent: Node, index: number): boolean {
  const child = parent.maybeChild(index);
  const [link, ...others] = child?.marks ?? [];
  if (link?.type.name !== 'link' || others.length > 0) return false;
  const { href, title } = link.attrs;
  if (title || href !== child?.text || !/^(?:https?|mailto):[^\s<>]+$/i.test(String(href)))
    return false;
  const isAlone = [index - 1, index + 1].every(
    (at) => at < 0 || !link.isInSet(parent.maybeChild(at)?.marks ?? []),
  );
  return isAlone;
}

/** @returns what closes a link: its address and title. */
export function linkEnd({ attrs }: Mark): string {
  const address = String(attrs['href']).replace(/[()\\<>]|&(?=#?\w+;)/g, '\\$&');
  const title = attrs['title'] ? ` "${String(attrs['title']).replace(/["\\]/g, '\\$&')}"` : '';
  return `](${address}${title})`;
}

/** The same answer for every child of one run: what opens a mark and what closes it have to agree. */
function isReadAsSign(mark: Mark, parent: Node, index: number): boolean {
  const has = (at: number) => mark.isInSet(parent.maybeChild(at)?.marks ?? []);
  let start = index;
  // White space that was put outside the mark may stand between the run and what closes it.
  while (start > 0 && !has(start)) start -= 1;
  let end = start + 1;
  while (start > 0 && has(start - 1)) start -= 1;
  while (has(end)) end += 1;
  const run = parent.children.slice(start, end);
  const [before, after] = [parent.maybeChild(start - 1), parent.maybeChild(end)];
  if (!run.every(({ marks }) => Mark.sameSet(marks, run[0]?.marks ?? []))) return false;
  if (isLeaning(before) || isLeaning(after)) return false;
  const text = run.map((node) => node.text ?? ' ').join('');
  const isBare = run.every(({ marks }) => marks.length === 1 || marks.every(isAsterisk));
  const isLoose = (inner: string, outer: string | undefined) =>
    (isBare && /[\p{L}\p{N}\s]/u.test(inner)) || !isWord(outer ?? ' ');
  return (
    isLoose(text.charAt(0), before?.text?.at(-1)) && isLoose(text.slice(-1), after?.text?.at(0))
  );
}

function isLeaning(neighbour: Node | null): boolean {
  return neighbour?.marks.some(({ type }) => leaning.includes(type.name)) ?? false;
}

/** Asterisks next to each other are one sign; the signs of other marks stand between a mark and its word. */
function isAsterisk({ type }: Mark): boolean {
  return type.name === 'bold' || type.name === 'italic';
}

/** Half of a pair may be of a letter; an emoji that is taken for one costs nothing but a tag. */
function isWord(character: string): boolean {
  return /[\p{L}\p{N}\uD800-\uDFFF]/u.test(character);
}
