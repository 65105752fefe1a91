import { person } from '@gloss/shared/rules/scene.fixture';
import { bodyOf } from '@gloss/shared/text/body';
import { paragraph, passageOf, textOf } from '@gloss/shared/text/fixture';
import { textBytes, updateParts, writerFrameBytes } from '@gloss/shared/wire/limits';
import type { AccountId } from '@gloss/shared/words/ids';
import * as encoding from 'lib0/encoding';
import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';

import type { Writer } from './judge.ts';
import { judge } from './judge.ts';
import { replicaOf } from './room.fixture.ts';

const editor = { account: person('editor').account, mayWrite: true };
const reader = { account: person('reader').account, mayWrite: false };

const nobody = () => undefined;

function asked(
  update: Uint8Array,
  doc: Y.Doc,
  writer: Writer = editor,
  clients = new Map<number, AccountId>(),
): string {
  const judged = judge(update, writer, { doc, clients, bytes: 0, presentAs: nobody });
  return judged.ok ? judged.value.is : judged.refusal.code;
}

const text = () => textOf(paragraph('One two three.'));
const first = (doc: Y.Doc) => passageOf(doc, 'One').start.text;

test('an edit is new, and names the clients that wrote it', () => {
  const doc = text();
  const replica = replicaOf(doc);
  const update = replica.write((d) => first(d).insert(0, 'x'));
  expect(
    judge(update, editor, { doc, clients: new Map(), bytes: 0, presentAs: nobody }),
  ).toMatchObject({
    ok: true,
    value: { is: 'new', clients: [replica.doc.clientID], update },
  });
});

test('a deletion is new, though it names no client', () => {
  const doc = text();
  const update = replicaOf(doc).write((d) => first(d).delete(0, 3));
  expect(asked(update, doc)).toBe('new');
  expect(asked(update, doc, reader)).toBe('not-your-role');
});

test('a whole state that is known, deletions included, holds nothing new, whoever sends it', () => {
  const doc = text();
  first(doc).delete(0, 4);
  expect(asked(Y.encodeStateAsUpdate(doc), doc, reader)).toBe('nothing-new');
});

test('judging changes nothing', () => {
  const doc = text();
  const before = Y.encodeStateAsUpdate(doc);
  asked(
    replicaOf(doc).write((d) => first(d).insert(0, 'x')),
    doc,
  );
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
});

test('a skipped update is a gap', () => {
  const doc = text();
  const replica = replicaOf(doc);
  replica.write((d) => first(d).insert(0, 'lost'));
  expect(
    asked(
      replica.write((d) => first(d).insert(0, 'x')),
      doc,
    ),
  ).toBe('update-gap');
});

test('words beside words the server never had are a gap', () => {
  const doc = text();
  const other = replicaOf(doc);
  const replica = replicaOf(doc);
  Y.applyUpdate(
    replica.doc,
    other.write((d) => first(d).insert(0, 'unknown')),
  );
  expect(
    asked(
      replica.write((d) => first(d).insert(3, 'x')),
      doc,
    ),
  ).toBe('update-gap');
});

test('a deletion of what the server never had is a gap', () => {
  const doc = text();
  const other = replicaOf(doc);
  const replica = replicaOf(doc);
  Y.applyUpdate(
    replica.doc,
    other.write((d) => first(d).insert(0, 'unknown')),
  );
  expect(
    asked(
      replica.write((d) => first(d).delete(0, 3)),
      doc,
    ),
  ).toBe('update-gap');
});

test('words in the name of a client bound to someone else are forged', () => {
  const doc = text();
  const replica = replicaOf(doc);
  const clients = new Map([[replica.doc.clientID, person('lead').account]]);
  const update = replica.write((d) => first(d).insert(0, 'x'));
  expect(asked(update, doc, editor, clients)).toBe('update-forged');
});

test.each([
  ['nothing', []],
  ['noise', [1, 2, 3]],
  ['a length that promises more', [1, 255, 255, 255, 255, 15]],
])('%s cannot be read', (_name, bytes) => {
  expect(asked(Uint8Array.from(bytes), text())).toBe('update-undecodable');
});

test('more than a frame may hold is too large', () => {
  expect(asked(new Uint8Array(writerFrameBytes + 1), text())).toBe('too-large');
});

test.each<[string, (doc: Y.Doc) => void]>([
  ['another root', (doc) => doc.getMap('threads').set('x', 1)],
  ['a hook', (doc) => bodyOf(doc).insert(0, [new Y.XmlHook('x') as never])],
  ['bytes', (doc) => bodyOf(doc).insert(0, [Uint8Array.of(1) as never])],
  ['an embed', (doc) => first(doc).insertEmbed(0, { image: 'x' })],
  ['a document in the document', (doc) => first(doc).insertEmbed(0, new Y.Map())],
])('%s does not belong in a text', (_name, edit) => {
  const doc = text();
  expect(asked(replicaOf(doc).write(edit), doc)).toBe('update-invalid');
});

/** A mark that begins behind the first word and ends there: no character shows it, and whoever types there would. */
function hiddenMark(doc: Y.Doc, key: string, value: string): Uint8Array {
  const { client, clock } = first(doc)._start?.id ?? new Y.ID(0, 0);
  return encoding.encode((encoder) => {
    const numbers = (...all: number[]) => all.forEach((n) => encoding.writeVarUint(encoder, n));
    numbers(1, 2, 77, 0);
    encoding.writeUint8(encoder, 0x86);
    numbers(client, clock + 3);
    for (const word of [key, value]) encoding.writeVarString(encoder, word);
    encoding.writeUint8(encoder, 0x86);
    numbers(77, 0);
    for (const word of [key, 'null']) encoding.writeVarString(encoder, word);
    numbers(0);
  });
}

test.each([
  ['bold', '{}', 'new'],
  ['link', '{"href":"https://example.org"}', 'new'],
  ['link', '{"href":"javascript:alert(1)"}', 'update-invalid'],
  ['link', '{"href":"https://example.org","onclick":"alert(1)"}', 'update-invalid'],
  ['bold', '{"__proto__":{}}', 'update-invalid'],
  ['bold', '[]', 'update-invalid'],
  ['bold', 'true', 'update-invalid'],
  // In memory it is endless, and written out it is null: the mark would begin for those who are here and for nobody later.
  ['bold', '1e999', 'update-invalid'],
  ['blink', '{}', 'update-invalid'],
  ['constructor', '{}', 'update-invalid'],
])('a mark that no character shows has to be one: %s %s', (key, value, code) => {
  const doc = text();
  expect(asked(hiddenMark(doc, key, value), doc)).toBe(code);
});

test('a mark is measured before it is parsed, and counts as three parts', () => {
  const doc = text();
  const parse = vi.spyOn(JSON, 'parse');
  const long = `{"href":"#${'x'.repeat(20_000)}"}`;
  expect(asked(hiddenMark(doc, 'link', long), doc)).toBe('update-invalid');
  expect(parse).not.toHaveBeenCalled();
  parse.mockRestore();
  const many = (count: number) =>
    encoding.encode((encoder) => {
      for (const number of [1, count, 77, 0]) encoding.writeVarUint(encoder, number);
      for (let left = count; left > 0; left -= 1) {
        for (const number of [6, 1]) encoding.writeUint8(encoder, number);
        for (const word of ['body', 'bold', '{}']) encoding.writeVarString(encoder, word);
      }
      encoding.writeVarUint(encoder, 0);
    });
  expect(asked(many(Math.floor(updateParts / 3)), doc)).toBe('new');
  expect(asked(many(Math.ceil(updateParts / 3)), doc)).toBe('too-large');
});

test('fourteen bytes that claim a clock of years are refused', () => {
  const update = encoding.encode((encoder) => {
    for (const number of [1, 1, 4242, 0]) encoding.writeVarUint(encoder, number);
    encoding.writeUint8(encoder, 0);
    encoding.writeVarUint(encoder, 2 ** 52);
    encoding.writeVarUint(encoder, 0);
  });
  expect(asked(update, text())).toBe('update-invalid');
});

test('an update that would make the text larger than a text may be is too large', () => {
  const doc = text();
  const update = replicaOf(doc).write((d) => first(d).insert(0, 'x'));
  const known = { doc, clients: new Map(), presentAs: nobody };
  const judged = (bytes: number) => judge(update, editor, { ...known, bytes });
  expect(judged(textBytes - update.length).ok).toBe(true);
  expect(judged(textBytes - update.length + 1)).toMatchObject({ refusal: { code: 'too-large' } });
});

test('a client id that somebody else shows in their presence is theirs', () => {
  const doc = text();
  const replica = replicaOf(doc);
  const update = replica.write((d) => first(d).insert(0, 'x'));
  const presentAs = (client: number) =>
    client === replica.doc.clientID ? person('lead').account : undefined;
  const known = { doc, clients: new Map(), bytes: 0, presentAs };
  expect(judge(update, editor, known)).toMatchObject({ refusal: { code: 'update-forged' } });
  expect(judge(update, { ...editor, account: person('lead').account }, known).ok).toBe(true);
});

test('more new client ids than anyone has are refused', () => {
  const doc = text();
  const other = new Y.Doc();
  for (let client = 1; client <= 501; client++) {
    other.clientID = client;
    bodyOf(other).insert(0, [new Y.XmlElement('paragraph')]);
  }
  expect(asked(Y.encodeStateAsUpdate(other), doc)).toBe('update-invalid');
});

test.each<[string, (doc: Y.Doc) => void]>([
  ['an unknown mark', (doc) => first(doc).format(0, 1, { blink: {} })],
  [
    'a mark that hides in the prototype of others',
    (doc) => first(doc).format(0, 1, JSON.parse('{"__proto__":{"blink":{}}}') as object),
  ],
  [
    'an attribute that hides in the prototype of others',
    (doc) => (bodyOf(doc).get(0) as Y.XmlElement).setAttribute('__proto__', { level: 9 } as never),
  ],
  ['a handler', (doc) => (bodyOf(doc).get(0) as Y.XmlElement).setAttribute('onclick', 'alert(1)')],
])('%s is no name of the schema', (_name, edit) => {
  const doc = text();
  expect(asked(replicaOf(doc).write(edit), doc)).toBe('update-invalid');
});

test('a full text can still be read by its writers, and made shorter', () => {
  const doc = text();
  const judged = (update: Uint8Array) => {
    const known = { doc, clients: new Map(), bytes: textBytes, presentAs: nobody };
    const ruling = judge(update, editor, known);
    return ruling.ok ? ruling.value.is : ruling.refusal.code;
  };
  expect(judged(Y.encodeStateAsUpdate(new Y.Doc()))).toBe('nothing-new');
  expect(judged(Y.encodeStateAsUpdate(doc))).toBe('nothing-new');
  expect(judged(replicaOf(doc).write((d) => first(d).delete(0, 3)))).toBe('new');
  expect(judged(replicaOf(doc).write((d) => first(d).insert(0, 'x')))).toBe('too-large');
});

test('formats that Yjs tidies in the replica of a reader are nothing a reader wrote, and change nothing', () => {
  const doc = text();
  first(doc).format(0, 3, { bold: {} });
  const formats = (d: Y.Doc) => {
    d.transact((transaction) => {
      for (let item = first(d)._start; item; item = item.right)
        if (item.content instanceof Y.ContentFormat) item.delete(transaction);
    });
  };
  expect(asked(replicaOf(doc).write(formats), doc, reader)).toBe('nothing-new');
  expect(asked(replicaOf(doc).write(formats), doc)).toBe('new');
  const andLetters = replicaOf(doc).write((d) => {
    formats(d);
    first(d).delete(0, 1);
  });
  expect(asked(andLetters, doc, reader)).toBe('not-your-role');
});

test('one account cannot fill a text with client ids until no state vector of it may be sent', () => {
  const doc = text();
  const update = replicaOf(doc).write((d) => first(d).insert(0, 'x'));
  const idsOf = (account: AccountId, count: number) =>
    Array.from({ length: count }, (_, client): [number, AccountId] => [client, account]);
  expect(asked(update, doc, editor, new Map(idsOf(editor.account, 9_999)))).toBe('new');
  expect(asked(update, doc, editor, new Map(idsOf(editor.account, 10_000)))).toBe('too-large');
  expect(asked(update, doc, editor, new Map(idsOf(reader.account, 10_000)))).toBe('new');
});

/** One part under the root, of a kind (Yjs, `contentRefs`), with so many elements written one by one. */
function ofKind(kind: number, elements: number, write: (encoder: encoding.Encoder) => void) {
  return encoding.encode((encoder) => {
    for (const number of [1, 1, 4242, 0, kind, 1]) encoding.writeVarUint(encoder, number);
    encoding.writeVarString(encoder, 'body');
    encoding.writeVarUint(encoder, elements);
    for (let each = 0; each < elements; each++) write(encoder);
    encoding.writeVarUint(encoder, 0);
  });
}

const list = (of: Y.ContentAny['arr'][number]) => (encoder: encoding.Encoder) =>
  encoding.writeAny(encoder, of as never);

test.each<[string, Uint8Array, string]>([
  ['JSON', ofKind(2, 3, (encoder) => encoding.writeVarString(encoder, '1')), 'update-invalid'],
  ['bytes', ofKind(3, 3, (encoder) => encoding.writeUint8(encoder, 0)), 'update-invalid'],
  ['an object', ofKind(8, 1, list({ a: 1 })), 'update-invalid'],
  ['bytes as a value', ofKind(8, 1, list(Uint8Array.of(1))), 'update-invalid'],
  ['a list in a list', ofKind(8, 1, list([[1]])), 'update-invalid'],
  ['more values than an update has parts', ofKind(8, 90_000, list(null)), 'too-large'],
  [
    'a longer list than an update has parts',
    ofKind(8, 1, list(Array(90_000).fill(1))),
    'too-large',
  ],
])('of %s nothing more is read than it takes to refuse it', (_what, update, code) => {
  expect(asked(update, text())).toBe(code);
});

test('a list of numbers is an attribute as any other', () => {
  const doc = text();
  const update = replicaOf(doc).write((d) => {
    const cell = new Y.XmlElement('tableCell');
    bodyOf(d).push([cell]);
    cell.setAttribute('colwidth', [120, 80] as never);
  });
  expect(asked(update, doc)).toBe('new');
});

test('of thousands of ids that nobody has, none is looked for among those who are here', () => {
  const doc = text();
  const update = Y.mergeUpdates(
    Array.from({ length: 600 }, (_, at) => {
      const replica = replicaOf(doc);
      replica.doc.clientID = 10_000 + at;
      return replica.write((d) => first(d).insert(0, 'x'));
    }),
  );
  let lookedFor = 0;
  const presentAs = () => void (lookedFor += 1);
  for (const writer of [reader, editor])
    expect(judge(update, writer, { doc, clients: new Map(), bytes: 0, presentAs })).toMatchObject({
      ok: false,
    });
  expect(lookedFor).toBe(0);
});
