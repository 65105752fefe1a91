/**
 * Says of an update, before anything is touched, whether it may come in. Reads the bytes and the room's document; changes
 * neither. What only shows once it is applied (does the block still fit the schema?) is `shared/text/check.ts`.
 */
import { markFits } from '@gloss/shared/text/attributes';
import { bodyRoot } from '@gloss/shared/text/body';
import { schema } from '@gloss/shared/text/schema';
import { textBytes, writerFrameBytes } from '@gloss/shared/wire/limits';
import type { AccountId } from '@gloss/shared/words/ids';
import type { Ruling } from '@gloss/shared/words/refusal';
import { grant, refuse } from '@gloss/shared/words/refusal';
import * as Y from 'yjs';

import { decode } from './decode.ts';
import type { Decoded } from './pieces.ts';
import type { Work } from './turns.ts';
import { atOnce } from './turns.ts';
import { isWellFormed } from './well-formed.ts';

/** What the room knows when an update arrives. */
export interface Known {
  readonly doc: Y.Doc;
  /** What is stored of it, in bytes. */
  readonly bytes: number;
  /** @returns who is there under a client id that has written nothing yet. */
  presentAs?(client: number): AccountId | undefined;
  /** Yjs client id → whose it is. The first use binds, for ever. */
  readonly clients: ReadonlyMap<number, AccountId>;
}

export interface Writer {
  readonly account: AccountId;
  readonly mayWrite: boolean;
  /** Whether the update was made of a file, by our own code: it may be as large as a text, and of as many parts as it takes. */
  readonly isFromFile?: boolean;
}

export type Judged = { readonly is: 'nothing-new' } | New;

/** What of an update the document does not have. */
export interface New {
  readonly is: 'new';
  /** Those that write in it. */
  readonly clients: readonly number[];
  readonly update: Uint8Array;
  /** The one struct that is all of it: nothing else is written, and nothing deleted. Null where there is more. */
  readonly alone: Y.Item | null;
  /** The update once more, decoded. */
  readonly decoded: Decoded;
}

type Struct = Decoded['structs'][number];

export function judge(update: Uint8Array, writer: Writer, known: Known): Ruling<Judged> {
  return atOnce(judging(update, writer, known));
}

/** Judges as `judge` does, with stops: for a long update. The document must stay as it is meanwhile. */
export function* judging(update: Uint8Array, writer: Writer, known: Known): Work<Ruling<Judged>> {
  if (update.length > (writer.isFromFile ? textBytes : writerFrameBytes))
    return refuse('too-large');
  const read = decode(update, writer.isFromFile === true);
  if (!read.ok) return read;
  const decoded = read.value;
  yield;
  if (!isWellFormed(decoded)) return refuse('update-invalid');
  const fresh = freshIn(decoded.structs, known.doc);
  yield;
  if (fresh === null || hasGap(fresh, decoded, known.doc)) return refuse('update-gap');
  yield;
  if (fresh.structs.length === 0 && deletesNothing(decoded, known.doc))
    return grant({ is: 'nothing-new' });
  if (fresh.structs.length > 0 && known.bytes + update.length > textBytes)
    return refuse('too-large', fullSentence);
  const clients = [...new Set(fresh.structs.map(({ id }) => id.client))];
  const unbound = clients.filter((client) => !known.clients.has(client)).length;
  // Before each of them is looked for among those who are here.
  if (unbound > mostNewClients) return refuse('update-invalid');
  if (clients.some((client) => isOthers(client, writer, known))) return refuse('update-forged');
  if (!writer.mayWrite)
    return isTidying(fresh, decoded, known.doc)
      ? grant({ is: 'nothing-new' })
      : refuse('not-your-role');
  if (unbound > 0 && unbound + clientsOf(writer, known) > mostClients)
    return refuse('too-large', windowsSentence);
  if (!fresh.structs.every(isOfText)) return refuse('update-invalid');
  yield;
  const rest = withoutKnown(update, fresh, known.doc);
  return grant({
    is: 'new',
    clients,
    update: rest,
    alone: aloneIn(decoded, fresh),
    decoded: rest === update ? decoded : Y.decodeUpdate(rest),
  });
}

/** Each device, each window and each reload writes under an id of its own. An outbox holds some of them. */
const mostNewClients = 500;

/** Of one account in one text, for ever. Three times as many, and a state vector of it is too long to be sent (limits.ts). */
const mostClients = 10_000;

const windowsSentence =
  'You have written in this text from as many windows as one person may. Nothing was added.';

function clientsOf({ account }: Writer, { clients }: Known): number {
  let count = 0;
  for (const owner of clients.values()) if (owner === account) count += 1;
  return count;
}

const fullSentence =
  'This text is as large as a text may be. Nothing was added. Begin another draft.';

/**
 * Names are judged here, by what the bytes say: once read into an object, an attribute or a mark named `__proto__` is no
 * property that any later check would see, and yet every editor finds what it holds.
 */
const attributeNames: ReadonlySet<string> = new Set(
  Object.values(schema.nodes).flatMap(({ spec }) => Object.keys(spec.attrs ?? {})),
);

interface Fresh {
  /** Structs that hold something the document does not have. */
  readonly structs: readonly Struct[];
  /** Client id → its clock once they are in. */
  readonly after: ReadonlyMap<number, number>;
  /** Whether the update holds more, that the document has: it was sent once before, and may have gone on since. */
  readonly isPartlyKnown: boolean;
}

/** @returns what is new, or null where a clock is skipped. */
function freshIn(structs: readonly Struct[], doc: Y.Doc): Fresh | null {
  const fresh: Struct[] = [];
  const after = new Map<number, number>();
  let isPartlyKnown = false;
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue;
    const { client, clock } = struct.id;
    const next = after.get(client) ?? Y.getState(doc.store, client);
    if (clock > next) return null;
    isPartlyKnown ||= clock < next;
    if (clock + struct.length <= next) continue;
    fresh.push(struct);
    after.set(client, clock + struct.length);
  }
  return { structs: fresh, after, isPartlyKnown };
}

/**
 * What is known already may stand elsewhere than the update says. Of a stretch that went on, the end alone stands where the
 * known part does, here and wherever it is read again. And Yjs looks up the neighbours of what it knows, too: a neighbour
 * within a character of two halves would spoil that character here, and nowhere else.
 */
function withoutKnown(update: Uint8Array, { isPartlyKnown }: Fresh, doc: Y.Doc): Uint8Array {
  return isPartlyKnown ? Y.diffUpdate(update, Y.encodeStateVector(doc)) : update;
}

function aloneIn({ structs: [struct, ...more], ds }: Decoded, fresh: Fresh): Y.Item | null {
  const isAll = more.length === 0 && ds.clients.size === 0 && !fresh.isPartlyKnown;
  return isAll && struct instanceof Y.Item ? struct : null;
}

/** Whether anything refers to what is neither here nor in the update. Yjs would keep it pending and hand it on. */
function hasGap({ structs, after }: Fresh, { ds }: Decoded, doc: Y.Doc): boolean {
  const reaches = (client: number) => after.get(client) ?? Y.getState(doc.store, client);
  const isMissing = (id: unknown) => id instanceof Y.ID && id.clock >= reaches(id.client);
  const refersBeyond = structs.some(
    (struct) =>
      struct instanceof Y.Item &&
      (isMissing(struct.origin) || isMissing(struct.rightOrigin) || isMissing(struct.parent)),
  );
  if (refersBeyond) return true;
  return [...ds.clients].some(([client, ranges]) =>
    ranges.some(({ clock, len }) => clock + len > reaches(client)),
  );
}

type Stored = Y.Item | Y.GC;

function deletesNothing(decoded: Decoded, doc: Y.Doc): boolean {
  return deletesOnly(decoded, doc, ({ deleted }) => deleted);
}

/** Yjs takes marks away that no longer show, in every replica that reads of an edit; whoever only reads sends that as well. */
function isTidying({ structs }: Fresh, decoded: Decoded, doc: Y.Doc): boolean {
  const isMark = (struct: Stored) =>
    struct.deleted || (struct instanceof Y.Item && struct.content instanceof Y.ContentFormat);
  return structs.length === 0 && deletesOnly(decoded, doc, isMark);
}

function deletesOnly({ ds }: Decoded, doc: Y.Doc, isSuch: (struct: Stored) => boolean): boolean {
  return [...ds.clients].every(([client, ranges]) => {
    const structs = doc.store.clients.get(client) ?? [];
    return ranges.every(({ clock, len }) => areAll(isSuch, structs, clock, clock + len));
  });
}

function areAll(
  isSuch: (struct: Stored) => boolean,
  structs: Stored[],
  from: number,
  to: number,
): boolean {
  if (from >= to) return true;
  for (let at = Y.findIndexSS(structs, from); at < structs.length; at++) {
    const struct = structs[at];
    if (!struct || struct.id.clock >= to) return true;
    if (!isSuch(struct)) return false;
  }
  return true;
}

/** Who shows a client id in their presence has it, too: others read it there, and could write in it first. */
function isOthers(client: number, { account }: Writer, { clients, presentAs }: Known): boolean {
  const owner = clients.get(client) ?? presentAs?.(client);
  return owner !== undefined && owner !== account;
}

/** Only what Tiptap writes: elements, texts, characters, formats and attributes, under the one root. */
function isOfText(struct: Struct): boolean {
  if (!(struct instanceof Y.Item)) return true;
  const { content, parentSub } = struct;
  const parent: unknown = struct.parent;
  if (typeof parent === 'string' && (parent !== bodyRoot || parentSub !== null)) return false;
  if (parentSub !== null && !attributeNames.has(parentSub)) return false;
  if (content instanceof Y.ContentType)
    return content.type instanceof Y.XmlElement || content.type instanceof Y.XmlText;
  return (
    content instanceof Y.ContentString ||
    (content instanceof Y.ContentFormat && markFits(content.key, content.value)) ||
    content instanceof Y.ContentAny ||
    content instanceof Y.ContentDeleted
  );
}
