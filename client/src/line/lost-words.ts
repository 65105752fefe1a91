/**
 * Words that went with their block although nobody deleted them. The editor binding writes "this paragraph is a heading now", or a
 * move, as: delete the block, insert another one with a copy of its words. Whoever did so cannot have copied words that were
 * written meanwhile: they belong to the block that is gone, and Yjs deletes them with it wherever the two meet.
 */
import * as Y from 'yjs';

/** Some words that went, and what stood in their block when its copy was made. */
export interface LostWords {
  /** The block that is gone, or that holds the text which is gone. */
  readonly block: Y.XmlElement;
  /** What it read without any of the words that were lost; a line break is one character. */
  readonly base: string;
  /** In reading order. */
  readonly runs: readonly LostRun[];
  /** Whether they stood in this replica before: it is here that they were written. Otherwise it was here that the block went. */
  readonly wereHere: boolean;
}

export interface LostRun {
  /** Where they stood in `base`. */
  readonly at: number;
  readonly words: string;
  /** Who wrote them: a Yjs client id. */
  readonly client: number;
}

type DeleteSet = Y.Transaction['deleteSet'];

/**
 * Every update that the server sends names all that it deletes in the server's text. What a replica loses beyond that, the server
 * has not lost: either it does not have these words yet, or it does not have yet what was done to their block. So of the two people
 * only the one whose edit comes second sees this, and nobody else does.
 * @param transaction one that came from the server, before Yjs forgets what it has deleted
 * @param named what the update itself deletes; asked for only where there is something to find
 */
export function lostIn(transaction: Y.Transaction, named: () => DeleteSet): LostWords[] {
  const gone: Y.Item[] = [];
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (struct instanceof Y.Item && isInDeletedText(struct)) gone.push(struct);
  });
  if (gone.length === 0) return [];
  const deleted = named();
  const isNamed: IsNamed = ({ id: { client, clock } }, at) =>
    Y.isDeleted(deleted, Y.createID(client, clock + at));
  const lost = new Set(gone.filter((item) => lettersOf(item).some((_, at) => !isNamed(item, at))));
  const blocks = new Map<Y.XmlElement, Y.Item>();
  for (const item of lost) {
    const block = blockOf(item);
    if (block && !blocks.has(block)) blocks.set(block, item);
  }
  return [...blocks].map(([block, item]) =>
    read(transaction, block, wasHere(transaction, item), (each, at) =>
      lost.has(each) ? !isNamed(each, at) : false,
    ),
  );
}

/** Whether the update itself deletes the letter at a place of an item: one item may be of letters that it names, and of others. */
type IsNamed = (item: Y.Item, at: number) => boolean;

function lettersOf({ content }: Y.Item): string[] {
  return content instanceof Y.ContentString ? content.str.split('') : [];
}

function isInDeletedText({ parent, content }: Y.Item): boolean {
  return (
    content instanceof Y.ContentString &&
    parent instanceof Y.XmlText &&
    parent._item?.deleted === true
  );
}

function blockOf({ parent }: Y.Item): Y.XmlElement | null {
  const block = parent instanceof Y.XmlText ? parent.parent : null;
  return block instanceof Y.XmlElement ? block : null;
}

function wasHere({ beforeState }: Y.Transaction, { id }: Y.Item): boolean {
  return id.clock < (beforeState.get(id.client) ?? 0);
}

/** Reads what is deleted but not forgotten. */
function read(
  transaction: Y.Transaction,
  block: Y.XmlElement,
  wereHere: boolean,
  isLost: (item: Y.Item, at: number) => boolean,
): LostWords {
  // Where the block went some time ago, which of its words stood there to the last cannot be told: those deleted before are among
  // them, and count as words that the copy has lost again.
  const stood = (item: Y.Item): boolean =>
    wereHere
      ? wasHere(transaction, item) && (!item.deleted || Y.isDeleted(transaction.deleteSet, item.id))
      : item.deleted;
  let base = '';
  const runs: LostRun[] = [];
  const take = (item: Y.Item, letter: string, at: number): void => {
    const last = runs.at(-1);
    if (!isLost(item, at)) base += stood(item) ? letter : '';
    else if (last?.at === base.length && last.client === item.id.client)
      runs[runs.length - 1] = { ...last, words: last.words + letter };
    else runs.push({ at: base.length, words: letter, client: item.id.client });
  };
  for (const item of itemsOf(block)) {
    if (!(item.content instanceof Y.ContentType)) continue;
    const { type } = item.content;
    if (type instanceof Y.XmlElement && stood(item)) base += '\n';
    if (!(type instanceof Y.XmlText)) continue;
    for (const each of itemsOf(type))
      for (const [at, letter] of lettersOf(each).entries()) take(each, letter, at);
  }
  return { block, base, runs, wereHere };
}

/** Deleted ones as well. */
function* itemsOf(type: Y.XmlElement | Y.XmlText): Generator<Y.Item> {
  for (let item = type._start; item; item = item.right) yield item;
}
