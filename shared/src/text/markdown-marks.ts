/** The signs of marks in Markdown, and the places where a sign would not be read as one. */
import type { Mark, Node } from '@tiptap/pm/model';

/** Opens or closes a mark. `index` is that of the first child inside, or of the first after it. */
type Sign = (state: unknown, mark: Mark, parent: Node, index: number) => string;

/**
 * A mark written with asterisks or tildes. Markdown reads these as signs only where they lean on a word: in
 * `a**.b**` they do not. There the HTML tag is written.
 */
export function emphasis(sign: string, tag: string) {
  const open: Sign = (_state, mark, parent, index) =>
    leans(mark, parent, index) ? sign : `<${tag}>`;
  const close: Sign = (_state, mark, parent, index) =>
    leans(mark, parent, startOf(mark, parent, index - 1)) ? sign : `</${tag}>`;
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

function leans(mark: Mark, parent: Node, start: number): boolean {
  let end = start;
  while (mark.isInSet(parent.maybeChild(end)?.marks ?? [])) end += 1;
  const words = parent.children.slice(start, end);
  const text = words.map((node) => node.text ?? ' ').join('');
  const before = /^\s/.test(text) ? ' ' : edge(parent.maybeChild(start - 1), -1);
  const after = /\s$/.test(text) ? ' ' : edge(parent.maybeChild(end), 0);
  const first = words[0]?.marks.length === 1 ? text.trimStart().charAt(0) : '';
  const last = words.at(-1)?.marks.length === 1 ? text.trimEnd().slice(-1) : '';
  return !(isWord(before) && !isWord(first)) && !(isWord(after) && !isWord(last));
}

function edge(neighbour: Node | null, at: 0 | -1): string {
  return neighbour?.text?.at(at) ?? ' ';
}

function startOf(mark: Mark, parent: Node, last: number): number {
  let start = last;
  while (start > 0 && mark.isInSet(parent.child(start - 1).marks)) start -= 1;
  return start;
}

function isWord(character: string): boolean {
  return /[\p{L}\p{N}\uD800-\uDFFF]/u.test(character);
}
