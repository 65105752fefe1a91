/** The words of proposals of whole blocks, in English: new paragraphs, lists and tables, and those that go or become another kind. */
import { formatNumber } from '../format.ts';

/** Kind of block → what people call one, and several. */
const kinds: Readonly<Record<string, readonly [string, string]>> = {
  paragraph: ['paragraph', 'paragraphs'],
  heading: ['heading', 'headings'],
  bulletList: ['list', 'lists'],
  orderedList: ['numbered list', 'numbered lists'],
  listItem: ['list item', 'list items'],
  blockquote: ['quotation', 'quotations'],
  table: ['table', 'tables'],
  horizontalRule: ['line', 'lines'],
};

/** @returns "a heading", "3 paragraphs", "4 blocks" where they are of several kinds. */
function some(types: readonly string[], one: string): string {
  const [type = ''] = types;
  const isOneKind = types.every((each) => each === type);
  const [name, names] = (isOneKind ? kinds[type] : undefined) ?? ['block', 'blocks'];
  return types.length === 1 ? `${one} ${name}` : `${formatNumber(types.length)} ${names}`;
}

export const blocks = {
  /** Of the kinds of its blocks. */
  inserts: (types: readonly string[], isBefore: boolean) =>
    `Proposes ${some(types, 'a new').replace(/^(\d\S*) /, '$1 new ')}, ${isBefore ? 'before' : 'after'} these words:`,
  /** The same where its place is not said. */
  adds: (types: readonly string[]) =>
    `Proposes ${some(types, 'a new').replace(/^(\d\S*) /, '$1 new ')}.`,
  deletes: (types: readonly string[]) => `Proposes to delete ${some(types, 'this')}.`,
  replaces: (types: readonly string[], by: readonly string[]) =>
    types.length === 1 && by.length === 1 && types[0] === by[0]
      ? `Proposes to write ${some(types, 'this')} anew, or to have it look otherwise.`
      : `Proposes to turn ${some(types, 'this')} into ${some(by, 'a')}.`,
  /** The same, as what somebody has done, for those who listen. */
  said: {
    proposed: (what: string, words: string) => (words === '' ? what : `${what} “${words}”`),
    renewed: 'renewed the proposal for the text as it is now',
    tookBack: 'took what was proposed out of the text again',
    inserted: (types: readonly string[]) =>
      `proposed ${some(types, 'a new').replace(/^(\d\S*) /, '$1 new ')}:`,
    deleted: (types: readonly string[]) => `proposed to delete ${some(types, 'a')}:`,
    replaced: (types: readonly string[], by: readonly string[]) =>
      `proposed to turn ${some(types, 'a')} into ${some(by, 'a')}:`,
  },
  /** What a decision does to the text. */
  effects: {
    words: 'The text changes when you decide: it will read so.',
    deletes: 'The text changes when you decide: what is struck is deleted.',
    stands: 'The text reads so already, and stays as it is.',
    conflict:
      'The text reads otherwise there by now, so this cannot be put in. Renew the proposal first, or decide otherwise.',
    'takes-out':
      'The text changes when you decide: what was put in goes out again, and it reads as before.',
    left: 'What was put in has been changed since. The text stays as it is.',
  },
  inserted: 'Inserted:',
  deleted: 'Deleted:',
  emptyLine: 'An empty paragraph',
  rule: 'A line across the page',
  headingOf: (level: number) => `Heading ${level}:`,
  new: 'New',
  gone: 'Goes',
  applied: 'This is in the text.',
  appliedDeletion: 'This was deleted from the text.',
  appliedOther: 'This is in the text instead, as a lead wrote it:',
  appliedOnce: 'This was put into the text, which has been changed there since.',
  credit: (by: string, acceptedBy: string) => `Proposed by ${by}, put in by ${acceptedBy}.`,
  conflict: 'The text has changed there since this was proposed, so it cannot be put in as it is.',
  conflictGone: 'The place this is about is no longer in the text, so it cannot be put in.',
  conflictLooks: 'The words are the same; how they look or are arranged has changed.',
  renew: 'Renew for the text of now',
  renewTitle: 'Renew the proposal',
  renewSay:
    'It will stand for what the text reads there now. It is not accepted yet: the decision is a step of its own.',
  own: 'What is to stand there',
  ownEmpty: 'Write what is to stand there, or decline the proposal.',
  ownSame: 'It stands so in the text already. Change it, or decline the proposal.',
  ownItems: 'This stands in a list: only the items of a list can be put there.',
};
