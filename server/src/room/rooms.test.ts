import { people, person } from '@gloss/shared/rules/scene.fixture';
import { bodyOf } from '@gloss/shared/text/body';
import { contentOf, firstWords } from '@gloss/shared/text/content';
import { block, paragraph, passageOf } from '@gloss/shared/text/fixture';
import { ActId, DraftId } from '@gloss/shared/words/ids';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';

import type { Journal, Stored } from '../journal/journal.ts';
import { openMemoryJournal } from '../journal/memory-journal.ts';
import { silentLog } from '../log/log.ts';
import { entriesPerCheckpoint } from './checkpoint.ts';
import { Docket } from './docket.ts';
import { draft, replicaOf, TestGuest, turn } from './room.fixture.ts';
import { openRooms } from './rooms.ts';

const lead = person('lead');
const text = `${draft}/text` as const;
const words = firstWords(block('doc', paragraph('One two three.')));

let journal: Journal;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: 1_000_000 });
  journal = await openMemoryJournal();
});
afterEach(() => void vi.useRealTimers());

function roomsOf(on: Journal) {
  const log = silentLog;
  return openRooms({ journal: on, now: () => Date.now(), log, fail: () => undefined });
}

async function created(on: Journal = journal) {
  const rooms = roomsOf(on);
  await rooms.create(draft, words, lead.account);
  return rooms;
}

describe('opening', () => {
  test('a draft is read once, however many come at the same time', async () => {
    await created();
    const read = vi.spyOn(journal, 'read');
    const rooms = roomsOf(journal);
    const opened = await Promise.all([rooms.text(draft), rooms.text(draft), rooms.docket(draft)]);
    expect(opened[0]).toBe(opened[1]);
    expect(read.mock.calls.map(([document]) => document)).toEqual([text, `${draft}/docket`]);
  });

  test('a failed read is an error for those who asked, and the next one may succeed', async () => {
    await created();
    const rooms = roomsOf(journal);
    vi.spyOn(journal, 'read').mockRejectedValueOnce(new Error('unreadable'));
    await expect(rooms.text(draft)).rejects.toThrow('unreadable');
    expect(bodyOf((await rooms.text(draft)).doc).length).toBe(1);
  });

  test('a document with a gap does not open as less than was written', async () => {
    const rooms = await created();
    const replica = replicaOf((await rooms.text(draft)).doc);
    replica.write((doc) => passageOf(doc, 'One').start.text.insert(0, 'lost '));
    const update = replica.write((doc) => passageOf(doc, 'lost').start.text.insert(0, 'a'));
    const gap = { document: text, seq: 2, update, account: lead.account, at: 1 };
    const stored: Stored = await journal.read(text);
    vi.spyOn(journal, 'read').mockResolvedValueOnce({
      ...stored,
      entries: [...stored.entries, gap],
    });
    await expect(roomsOf(journal).text(draft)).rejects.toThrow();
  });

  test('a draft of which the journal holds no word is an error, not an empty page', async () => {
    const rooms = roomsOf(journal);
    await expect(rooms.text(draft)).rejects.toThrow('nothing of the text');
    await expect(rooms.content(draft)).rejects.toThrow('nothing of the text');
    await rooms.create(draft, words, lead.account);
    await expect(rooms.text(draft)).resolves.toBeDefined();
  });

  test('a draft that has words is not created again', async () => {
    const rooms = await created();
    await expect(rooms.create(draft, words, lead.account)).rejects.toThrow('has words already');
  });
});

describe('what was written', () => {
  test('is there when the house is opened again, threads and answers included', async () => {
    const rooms = await created();
    const sent = {
      id: ActId.parse('act-0001'),
      act: { act: 'annotate' as const, body: 'Why?', type: 'general' as const, labels: [] },
    };
    const answer = await rooms.act(draft, lead, people, sent);
    await rooms.close();
    const again = roomsOf(journal);
    expect(await again.act(draft, lead, people, sent)).toEqual(answer);
    const reply = { act: 'reply' as const, thread: sent.id, body: 'Because.' };
    const replied = await again.act(draft, lead, people, {
      id: ActId.parse('act-0002'),
      act: reply as never,
    });
    expect(replied).toMatchObject({ ok: true, value: { number: 1 } });
    expect(await again.content(draft)).toEqual(await rooms.content(draft));
    expect((await journal.tallies()).get(draft)?.openThreads).toBe(1);
  });

  test('is compacted after so many entries, and reads the same', async () => {
    const rooms = await created();
    const room = await rooms.text(draft);
    const guest = new TestGuest(lead);
    room.enter(guest);
    const replica = replicaOf(room.doc);
    for (let number = 1; number <= 4 * entriesPerCheckpoint; number++) {
      const update = replica.write((doc) => passageOf(doc, 'One').start.text.insert(0, 'x'));
      expect(room.receive(guest, { number, update })).toMatchObject({ ok: true });
    }
    await rooms.content(draft);
    await vi.waitFor(async () => expect((await journal.read(text)).checkpoint).not.toBeNull());
    const content = await rooms.content(draft);
    await rooms.close();
    expect(await roomsOf(journal).content(draft)).toEqual(content);
  });
});

describe('a long text', () => {
  test('is read in slices; what comes meanwhile waits, and is not half in what is read', async () => {
    const paragraphs = Array.from({ length: 20_000 }, () => paragraph('One two three.'));
    const rooms = roomsOf(journal);
    await rooms.create(draft, firstWords(block('doc', ...paragraphs)), lead.account);
    const room = await rooms.text(draft);
    const guest = new TestGuest(lead);
    room.enter(guest);
    const replica = replicaOf(room.doc);
    const before = contentOf(bodyOf(replica.doc));
    const typed = (at: number) =>
      replica.write((doc) => (bodyOf(doc).get(at) as Y.XmlElement).insert(0, [new Y.XmlText('x')]));
    const reading = rooms.content(draft);
    await turn();
    const first = room.receive(guest, { number: 1, update: typed(0) });
    const last = room.receive(guest, { number: 2, update: typed(19_999) });
    expect(first).toBeInstanceOf(Promise);
    expect(await reading).toEqual(before);
    expect([await first, await last]).toEqual([{ ok: true }, { ok: true }]);
    expect(await rooms.content(draft)).toEqual(contentOf(bodyOf(replica.doc)));
  });
});

describe('a room nobody is in', () => {
  test('is compacted and left, and opened anew from the disk', async () => {
    const rooms = await created();
    const room = await rooms.text(draft);
    const guest = new TestGuest(lead);
    room.enter(guest);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(await rooms.text(draft)).toBe(room);
    room.leave(guest);
    await vi.advanceTimersByTimeAsync(120_000);
    expect((await journal.read(text)).checkpoint?.seq).toBe(1);
    const again = await rooms.text(draft);
    expect(again).not.toBe(room);
    expect(bodyOf(again.doc).toJSON()).toBe(bodyOf(room.doc).toJSON());
  });

  test('stays open for whoever comes back while it is compacted', async () => {
    const rooms = await created();
    const room = await rooms.text(draft);
    const [first, next] = [new TestGuest(lead), new TestGuest(lead)];
    room.enter(first);
    const update = replicaOf(room.doc).write((doc) =>
      passageOf(doc, 'One').start.text.insert(0, 'a'),
    );
    expect(room.receive(first, { number: 1, update })).toMatchObject({ ok: true });
    room.leave(first);
    const compacting = Promise.withResolvers<void>();
    const hasBegun = Promise.withResolvers<void>();
    const { compacted } = journal;
    vi.spyOn(journal, 'compacted').mockImplementation(async (document) => {
      hasBegun.resolve();
      await compacting.promise;
      return compacted(document);
    });
    vi.advanceTimersByTime(45_000);
    await hasBegun.promise;
    room.enter(next);
    compacting.resolve();
    await vi.waitFor(async () => expect((await journal.read(text)).checkpoint?.seq).toBe(2));
    await new Promise((resolve) => setImmediate(resolve));
    const more = replicaOf(room.doc).write((doc) =>
      passageOf(doc, 'One').start.text.insert(0, 'b'),
    );
    expect(room.receive(next, { number: 1, update: more })).toMatchObject({ ok: true });
    expect(rooms.opened).toBe(1);
  });

  test('is closed once what is being taken in slices is on disk', async () => {
    const rooms = await created();
    const room = await rooms.text(draft);
    const ann = new TestGuest(lead);
    room.enter(ann);
    const update = replicaOf(room.doc).write((doc) => {
      const book = Array.from({ length: 2000 }, () => new Y.XmlElement('paragraph'));
      for (const [at, each] of book.entries()) each.insert(0, [new Y.XmlText(`Paragraph ${at}.`)]);
      bodyOf(doc).push(book);
    });
    const taken = room.receive(ann, { number: 1, update });
    expect(taken).toBeInstanceOf(Promise);
    await rooms.close();
    const afresh = await roomsOf(journal).text(draft);
    expect(bodyOf(afresh.doc).length).toBe(2001);
    expect(await taken).toMatchObject({ ok: true });
  });

  test('takes nothing more from whoever still holds it', async () => {
    const rooms = await created();
    const room = await rooms.text(draft);
    await vi.advanceTimersByTimeAsync(120_000);
    const guest = new TestGuest(lead);
    const update = replicaOf(room.doc).write((doc) =>
      passageOf(doc, 'One').start.text.insert(0, 'x'),
    );
    expect(() => room.receive(guest, { number: 1, update })).toThrow('closed');
  });
});

describe('a room in which our own code threw', () => {
  const remark = {
    id: ActId.parse('act-0001'),
    act: { act: 'annotate' as const, body: 'Why?', type: 'general' as const, labels: [] },
  };

  test('is given up, and opened anew as the disk has it', async () => {
    const rooms = await created();
    const room = await rooms.text(draft);
    const guest = new TestGuest(lead);
    room.enter(guest);
    vi.spyOn(Docket.prototype, 'follow').mockImplementationOnce(() => {
      throw new Error('a bug');
    });
    const replica = replicaOf(room.doc);
    const write = () => replica.write((doc) => passageOf(doc, 'One').start.text.insert(0, 'x'));
    expect(() => room.receive(guest, { number: 1, update: write() })).toThrow('a bug');
    rooms.giveUp(draft);
    expect(guest.isSentAway).toBe(true);
    const again = await rooms.text(draft);
    expect(bodyOf(again.doc).toJSON()).toContain('>One two three.<');
    again.enter(guest);
    const all = Y.encodeStateAsUpdate(replica.doc);
    expect(again.receive(guest, { number: 1, update: all })).toMatchObject({ ok: true });
    expect(JSON.stringify(await rooms.content(draft))).toContain('xOne two three.');
    expect((await journal.read(text)).entries).toHaveLength(2);
  });

  test('sends away also whoever was on the threshold', async () => {
    const rooms = await created();
    const [text, docket] = [await rooms.text(draft), await rooms.docket(draft)];
    rooms.giveUp(draft);
    const [one, other] = [new TestGuest(lead), new TestGuest(lead)];
    text.enter(one);
    docket.enter(other);
    expect([one.isSentAway, other.isSentAway]).toEqual([true, true]);
  });

  test('an act that threw is answered with the error, and can be sent again', async () => {
    const rooms = await created();
    const docket = await rooms.docket(draft);
    const guest = new TestGuest(lead);
    docket.enter(guest);
    vi.spyOn(Docket.prototype, 'keep').mockImplementationOnce(() => {
      throw new Error('a bug');
    });
    await expect(rooms.act(draft, lead, people, remark)).rejects.toThrow('a bug');
    expect(guest.isSentAway).toBe(true);
    expect(await rooms.act(draft, lead, people, remark)).toMatchObject({ value: { number: 1 } });
  });

  test('acts that waited behind it take nothing along of the room that is opened next', async () => {
    const rooms = await created();
    await rooms.docket(draft);
    vi.spyOn(Docket.prototype, 'keep').mockImplementationOnce(() => {
      throw new Error('a bug');
    });
    const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<void>();
    const answerTo = journal.answerTo.bind(journal);
    const second = ActId.parse('act-0002');
    vi.spyOn(journal, 'answerTo').mockImplementation(async (of, act) => {
      if (act === second) await mayGoOn;
      return answerTo(of, act);
    });
    const [first, waiting] = [remark, { ...remark, id: second }].map((sent) =>
      rooms.act(draft, lead, people, sent).catch((error: unknown) => error),
    );
    expect(await first).toMatchObject({ message: 'a bug' });
    const guest = new TestGuest(lead);
    (await rooms.docket(draft)).enter(guest);
    goOn();
    expect(await waiting).toBeInstanceOf(Error);
    expect(guest.isSentAway).toBe(false);
  });
});

test('drafts do not know of each other', async () => {
  const rooms = await created();
  const other = DraftId.parse('draft-0002');
  await rooms.create(other, firstWords(block('doc', paragraph('Elsewhere.'))), lead.account);
  expect(JSON.stringify(await rooms.content(other))).toContain('Elsewhere.');
  expect(JSON.stringify(await rooms.content(draft))).not.toContain('Elsewhere.');
});
