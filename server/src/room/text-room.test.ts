import { person } from '@gloss/shared/rules/scene.fixture';
import { bodyOf } from '@gloss/shared/text/body';
import { contentOf } from '@gloss/shared/text/content';
import { passageOf } from '@gloss/shared/text/fixture';
import * as encoding from 'lib0/encoding';
import { afterEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';

import { serverAccount } from '../journal/journal.ts';
import { replicaOf, roomWith, TestGuest, turn } from './room.fixture.ts';
import { typedOn } from './typed-on.ts';

vi.mock('./typed-on.ts', { spy: true });

const lead = person('lead');
const editor = person('editor');
const emptyVector = Y.encodeStateVector(new Y.Doc());

/** A room with two people in it who have had their first answer; nothing reaches the disk until told. */
async function twoWriters() {
  const { room, journal, failures } = await roomWith('One two three.');
  const [ann, ben] = [new TestGuest(editor), new TestGuest(lead)];
  for (const guest of [ann, ben]) {
    room.text.enter(guest);
    room.text.answer(guest, emptyVector);
  }
  await turn();
  for (const guest of [ann, ben]) guest.got.length = guest.writes = 0;
  journal.hold();
  return { room, text: room.text, journal, failures, ann, ben, replica: replicaOf(room.text.doc) };
}

function insert(words: string, into = 'One') {
  return (doc: Y.Doc) => passageOf(doc, into).end.text.insert(0, words);
}

function reads(doc: Y.Doc): string {
  return JSON.stringify(contentOf(bodyOf(doc)));
}

describe('the order of an edit', () => {
  test('[E1] nothing is acknowledged or told before it is on disk', async () => {
    const { text, journal, ann, ben, replica } = await twoWriters();
    text.receive(ann, { number: 1, update: replica.write(insert('Zero ')) });
    await turn();
    expect([ann.got, ben.got]).toEqual([[], []]);
    await journal.commit();
    expect(ann.got).toEqual(['acknowledged 1']);
    expect(ben.got).toEqual(['update']);
    expect(reads(ben.doc)).toContain('Zero One two three.');
  });

  test('an edit is applied before the one ahead of it is on disk, and one commit is one write', async () => {
    const { text, journal, ann, ben, replica } = await twoWriters();
    text.receive(ann, { number: 1, update: replica.write(insert('a')) });
    text.receive(ann, { number: 2, update: replica.write(insert('b', 'aOne')) });
    text.receive(ann, { number: 3, update: replica.write(insert('c', 'baOne')) });
    expect(journal.appended).toHaveLength(3);
    await journal.commit();
    expect(ann.got).toEqual(['acknowledged 3']);
    expect(ben.got).toEqual(['update', 'update', 'update']);
    expect([ann.writes, ben.writes]).toEqual([1, 1]);
  });

  test('an update with nothing new is acknowledged in its turn and journalled by nobody', async () => {
    const { text, journal, ann, ben, replica } = await twoWriters();
    const update = replica.write(insert('a'));
    text.receive(ann, { number: 1, update });
    text.receive(ann, { number: 2, update });
    await turn();
    expect(ann.got).toEqual([]);
    await journal.commit();
    expect(ann.got).toEqual(['acknowledged 2']);
    expect(ben.got).toEqual(['update']);
    expect(journal.appended).toHaveLength(1);
  });

  test('a failed write is told to nobody, and stops the house', async () => {
    const { room, journal, failures, ann, ben, replica } = await twoWriters();
    journal.append = () => Promise.reject(new Error('disk full'));
    room.text.receive(ann, { number: 1, update: replica.write(insert('a')) });
    await turn();
    expect([ann.got, ben.got]).toEqual([[], []]);
    expect(failures).toHaveLength(1);
  });
});

test('what Yjs tidies of the formats right after an edit is told to its writer, too: all screens read the same', async () => {
  const { text, journal, ann, ben } = await twoWriters();
  let number = 0;
  const writes = (guest: TestGuest, edit: (doc: Y.Doc, transaction: Y.Transaction) => void) => {
    const updates: Uint8Array[] = [];
    guest.doc.once('update', (update: Uint8Array) => updates.push(update));
    guest.doc.transact((transaction) => edit(guest.doc, transaction));
    const update = updates[0] ?? new Uint8Array();
    return () => text.receive(guest, { number: (number += 1), update });
  };
  writes(ann, (doc) => passageOf(doc, 'two').start.text.format(4, 3, { bold: {} }))();
  await journal.commit();
  const inside = writes(ben, (doc) => passageOf(doc, 'two').start.text.insert(5, 'x'));
  // As an undo does: the letters go, the formats around them stay.
  writes(ann, (doc, transaction) => {
    let item = passageOf(doc, 'two').start.text._start;
    for (; item; item = item.right)
      if (item.content instanceof Y.ContentString && item.content.str === 'two')
        item.delete(transaction);
  })();
  await journal.commit();
  inside();
  await journal.commit();
  expect([reads(ann.doc), reads(ben.doc)]).toEqual([reads(text.doc), reads(text.doc)]);
  expect(reads(text.doc)).toContain('x');
});

describe('whoever joins', () => {
  test('[E1] is answered once everything in the answer is on disk, then told what follows, in order', async () => {
    const { text, journal, ann, replica } = await twoWriters();
    text.receive(ann, { number: 1, update: replica.write(insert('a')) });
    const joiner = new TestGuest(person('reader'), false);
    text.enter(joiner);
    text.answer(joiner, emptyVector);
    text.receive(ann, { number: 2, update: replica.write(insert('b', 'aOne')) });
    await turn();
    expect(joiner.got).toEqual([]);
    await journal.commit(1);
    expect(joiner.got).toEqual(['step2']);
    expect(reads(joiner.doc)).toContain('aOne two');
    await journal.commit();
    expect(joiner.got).toEqual(['step2', 'update']);
    expect(reads(joiner.doc)).toBe(reads(text.doc));
  });

  test('is asked for what they have only when they may write', async () => {
    const { text } = await twoWriters();
    const [reader, writer] = [new TestGuest(person('reader'), false), new TestGuest(editor)];
    for (const guest of [reader, writer]) {
      text.enter(guest);
      text.answer(guest, emptyVector);
    }
    await turn();
    expect(reader.got).toEqual(['step2']);
    expect(writer.got).toEqual(['step2', 'step1']);
  });

  test('with a broken state vector gets no answer', async () => {
    const { text, ann } = await twoWriters();
    expect(text.answer(ann, Uint8Array.of(5, 255)).ok).toBe(false);
  });
});

describe('a refused update', () => {
  test('[E7] leaves the document, the journal and the others as they were', async () => {
    const { text, journal, ann, ben, replica } = await twoWriters();
    const before = reads(text.doc);
    const update = replica.write((doc) => {
      passageOf(doc, 'One').start.text.format(0, 3, { unknown: {} });
    });
    const received = text.receive(ann, { number: 1, update });
    expect(received).toMatchObject({ ok: false, refusal: { code: 'update-invalid' } });
    await turn();
    expect(reads(text.doc)).toBe(before);
    expect(journal.appended).toEqual([]);
    expect([ann.got, ben.got]).toEqual([[], []]);
  });

  test('does not take innocent edits with it that still wait for the disk', async () => {
    const { text, journal, ann, ben, replica } = await twoWriters();
    const hostile = replicaOf(text.doc);
    text.receive(ann, { number: 1, update: replica.write(insert('kept ')) });
    const update = hostile.write((doc) => {
      bodyOf(doc).insert(0, [new Y.XmlElement('listItem')]);
    });
    expect(text.receive(ben, { number: 1, update }).ok).toBe(false);
    expect(reads(text.doc)).toContain('kept One');
    text.receive(ann, { number: 2, update: replica.write(insert('also ', 'kept')) });
    await journal.commit();
    expect(reads(text.doc)).toContain('also kept One');
    expect(reads(ben.doc)).toBe(reads(text.doc));
    expect(ann.got).toEqual(['acknowledged 2']);
  });

  test('comes after the acknowledgement of those before it', async () => {
    const { text, journal, ann, replica } = await twoWriters();
    text.receive(ann, { number: 1, update: replica.write(insert('a')) });
    expect(text.receive(ann, { number: 2, update: Uint8Array.of(1, 2, 3) }).ok).toBe(false);
    text.afterwards(() => ann.got.push('refused'));
    await turn();
    expect(ann.got).toEqual([]);
    await journal.commit();
    expect(ann.got).toEqual(['acknowledged 1', 'refused']);
  });
});

describe('client ids', () => {
  test('are bound by their first use, in the same batch, and stay bound', async () => {
    const { text, journal, ann, ben, replica } = await twoWriters();
    text.receive(ann, { number: 1, update: replica.write(insert('a')) });
    const { clientID } = replica.doc;
    expect(journal.appended[0]?.bindings).toEqual([
      { document: 'draft-0001/text', client: clientID, account: editor.account },
    ]);
    text.receive(ann, { number: 2, update: replica.write(insert('b', 'aOne')) });
    expect(journal.appended[1]?.bindings).toEqual([]);
    const forged = replica.write(insert('forged', 'baOne'));
    expect(text.receive(ben, { number: 1, update: forged })).toMatchObject({
      refusal: { code: 'update-forged' },
    });
  });

  test("the server's own cannot be taken by anyone", async () => {
    const { text, ann } = await twoWriters();
    const impostor = replicaOf(text.doc);
    impostor.doc.clientID = text.doc.clientID;
    const update = impostor.write(insert('I am the server'));
    expect(text.receive(ann, { number: 1, update })).toMatchObject({
      refusal: { code: 'update-forged' },
    });
    expect(serverAccount).not.toBe(editor.account);
  });
});

test('a root besides the body is not made by what is known already', async () => {
  const { text, journal, ann, replica } = await twoWriters();
  text.receive(ann, { number: 1, update: replica.write(insert('a')) });
  const other = new Y.Doc();
  other.clientID = replica.doc.clientID;
  other.getText('text').insert(0, 'x');
  const known = Y.encodeStateAsUpdate(other);
  const gone = replica.write((doc) => passageOf(doc, 'two').start.text.delete(0, 1));
  const again = replicaOf(text.doc).doc;
  const taken = text.receive(ann, { number: 2, update: Y.mergeUpdates([known, gone]) });
  expect(taken.ok).toBe(true);
  expect([...text.doc.share.keys()]).toEqual(['body']);
  // What is told and stored holds the deletion and nothing else.
  for (const { update } of journal.appended[1]?.entries ?? []) Y.applyUpdate(again, update);
  expect([...again.share.keys()]).toEqual(['body']);
  expect(reads(again)).toBe(reads(text.doc));
  expect(reads(text.doc)).toContain('"One two three."');
});

describe('attributes that replicas would not agree on', () => {
  test.each<[string, (doc: Y.Doc) => void]>([
    ['of a stretch of text', (doc) => passageOf(doc, 'One').start.text.setAttribute('bid', 'x')],
    [
      'that are parts themselves',
      (doc) => (bodyOf(doc).get(0) as Y.XmlElement).setAttribute('bid', new Y.XmlText() as never),
    ],
  ])('%s are refused, and nothing is stored', async (_name, edit) => {
    const { text, journal, ann, replica } = await twoWriters();
    const before = reads(text.doc);
    const taken = text.receive(ann, { number: 1, update: replica.write(edit) });
    expect(taken.ok ? 'taken' : taken.refusal.code).toBe('update-invalid');
    expect(journal.appended).toEqual([]);
    expect(reads(text.doc)).toBe(before);
  });
});

test('of a stretch whose beginning is known only the end is taken, where the beginning stands', async () => {
  const { text, journal, ann } = await twoWriters();
  const again = replicaOf(text.doc).doc;
  const client = 4242;
  const { id } = passageOf(text.doc, 'One').start.text._start ?? {};
  // First two characters after the first of the text, then the same two and a third, at its end.
  const sent = (words: string, after: number) =>
    encoding.encode((encoder) => {
      const behind = [id?.client ?? 0, (id?.clock ?? 0) + after];
      write(encoder, 1, 1, client, 0, { info: 0x84 }, ...behind, words, 0);
    });
  text.receive(ann, { number: 1, update: sent('ab', 0) });
  text.receive(ann, { number: 2, update: sent('abc', 4) });
  expect(reads(text.doc)).toContain('Oabcne two three.');
  for (const { entries } of journal.appended)
    for (const { update } of entries) Y.applyUpdate(again, update);
  expect(reads(again)).toBe(reads(text.doc));
});

test('what is known already divides no character, whatever it says of its neighbours', async () => {
  const { text, journal, ann } = await twoWriters();
  const again = replicaOf(text.doc).doc;
  const { id } = passageOf(text.doc, 'One').start.text._start ?? {};
  const [client, clock] = [id?.client ?? 0, id?.clock ?? 0];
  const emoji = encoding.encode((encoder) => {
    write(encoder, 1, 1, 4242, 0, { info: 0x84 }, client, clock, '🏥', 0);
  });
  expect(text.receive(ann, { number: 1, update: emoji }).ok).toBe(true);
  // The same again, now said to stand left of its own second half, and beside it a letter that is new.
  const odd = encoding.encode((encoder) => {
    write(encoder, 2, 1, 4343, 0, { info: 0x84 }, client, clock + 4, 'x');
    write(encoder, 1, 4242, 0, { info: 0x44 }, 4242, 1, '🏥', 0);
  });
  text.receive(ann, { number: 2, update: odd });
  for (const { entries } of journal.appended)
    for (const { update } of entries) Y.applyUpdate(again, update);
  expect(reads(text.doc)).toContain('O🏥ne txwo three.');
  expect(reads(again)).toBe(reads(text.doc));
});

/** Writes what an update is made of (V1: yjs, `readClientsStructRefs`). */
function write(
  encoder: encoding.Encoder,
  ...parts: readonly (number | string | { readonly info: number })[]
): void {
  for (const part of parts)
    if (typeof part === 'number') encoding.writeVarUint(encoder, part);
    else if (typeof part === 'string') encoding.writeVarString(encoder, part);
    else encoding.writeUint8(encoder, part.info);
}

describe('what nobody would see is refused', () => {
  const putInto = (parent: Y.XmlElement | Y.XmlText, content: Y.ContentAny | Y.ContentFormat) =>
    Y.transact(parent.doc as Y.Doc, (transaction) => {
      const { clientID, store } = transaction.doc;
      const id = Y.createID(clientID, Y.getState(store, clientID));
      new Y.Item(id, null, null, null, null, parent, null, content).integrate(transaction, 0);
    });

  test.each<[string, (doc: Y.Doc) => void]>([
    [
      'values among the letters, which count as letters',
      (doc) => putInto(passageOf(doc, 'One').start.text, new Y.ContentAny([1, 2, 3])),
    ],
    [
      'a mark among the parts of an element',
      (doc) => putInto(bodyOf(doc).get(0), new Y.ContentFormat('bold', {})),
    ],
  ])('%s', async (_name, edit) => {
    const { text, ann, replica } = await twoWriters();
    const taken = text.receive(ann, { number: 1, update: replica.write(edit) });
    expect(taken.ok ? 'taken' : taken.refusal.code).toBe('update-invalid');
  });
});

test('a client id that another shows in their presence is not to be written in, also after they left', async () => {
  const { text, ann, ben, replica } = await twoWriters();
  const shown = encoding.encode((encoder) => {
    for (const number of [1, replica.doc.clientID, 1]) encoding.writeVarUint(encoder, number);
    encoding.writeVarString(encoder, '{}');
  });
  text.hear(ben, shown);
  const update = replica.write(insert('forged'));
  expect(text.receive(ann, { number: 1, update })).toMatchObject({
    refusal: { code: 'update-forged' },
  });
  text.leave(ben);
  expect(text.receive(ann, { number: 2, update }).ok).toBe(false);
  text.enter(ben);
  expect(text.receive(ben, { number: 1, update }).ok).toBe(true);
});

/** @returns in how many transactions of Yjs a word was taken in that somebody typed key by key, and the text afterwards. */
async function typedKeyByKey(word: string): Promise<{ transactions: number; text: string }> {
  const { text, ann, replica } = await twoWriters();
  let transactions = 0;
  text.doc.on('update', () => (transactions += 1));
  for (let at = 0; at < word.length; at += 1) {
    const update = replica.write((doc) => {
      const { text: run, offset } = passageOf(doc, 'One').end;
      run.insert(offset + at, word.charAt(at));
    });
    expect(text.receive(ann, { number: at + 1, update }).ok).toBe(true);
  }
  return { transactions, text: reads(text.doc) };
}

describe('typing', () => {
  afterEach(() => void vi.restoreAllMocks());

  test('takes the quick way, which is no transaction of Yjs: only the first key is one', async () => {
    const { transactions, text } = await typedKeyByKey('hundred');
    expect([transactions, text.includes('Onehundred two')]).toEqual([1, true]);
  });

  test('control: without the quick way each key is one', async () => {
    vi.mocked(typedOn).mockReturnValue(null);
    const { transactions, text } = await typedKeyByKey('hundred');
    expect([transactions, text.includes('Onehundred two')]).toEqual([7, true]);
  });
});

test('an edit that reaches past what the next letter stands behind is refused, and leaves nothing', async () => {
  const { text, ann, replica } = await twoWriters();
  text.receive(ann, { number: 1, update: replica.write(insert('a')) });
  const before = reads(text.doc);
  const stretch = passageOf(text.doc, 'aOne').start.text._start;
  const next = stretch?.right?.lastId;
  const update = encoding.encode((encoder) => {
    for (const number of [1, 1, 2 ** 32 + 1, 0]) encoding.writeVarUint(encoder, number);
    // From the start up to before the last letter: that stands behind the one before it.
    encoding.writeUint8(encoder, 0x44);
    for (const number of [next?.client ?? 0, next?.clock ?? 0])
      encoding.writeVarUint(encoder, number);
    encoding.writeVarString(encoder, 'y');
    encoding.writeVarUint(encoder, 0);
  });
  expect(text.receive(ann, { number: 2, update })).toMatchObject({
    refusal: { code: 'update-invalid' },
  });
  expect(reads(text.doc)).toBe(before);
});
