/** Proposals that are accepted, rebased and taken back, against the text as people have written it in the meantime. */
import type { Act } from '@gloss/shared/rules/acts';
import { readThreads } from '@gloss/shared/rules/docket';
import { people, person } from '@gloss/shared/rules/scene.fixture';
import { selectedBetween } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import { contentOf } from '@gloss/shared/text/content';
import { passageOf } from '@gloss/shared/text/fixture';
import { lineOf } from '@gloss/shared/text/reading';
import { ActId, ThreadId } from '@gloss/shared/words/ids';
import type { Thread } from '@gloss/shared/words/thread';
import { statusOf } from '@gloss/shared/words/thread';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';

import { replicaOf, roomWith, TestGuest, turn } from './room.fixture.ts';

const reviewer = person('reviewer');
const lead = person('lead');
const sentence = 'Every ward should publish summaries of what it learns.';
const thread = ThreadId.parse('act-0001');
const declined: Act = { act: 'decide', thread, as: 'declined', reason: 'No.' };
const accepted: Act = { act: 'decide', thread, as: 'accepted', reason: 'Good.' };
const takeBack: Act = { act: 'take-back', thread, reason: 'Too early.' };
const contest: Act = { act: 'contest', thread, reason: 'Not what I meant.' };

/** A text on which a reviewer has proposed something, a hand that edits it, and what is to be seen. */
async function proposal(paragraphs: readonly string[], passage: string, wording: string) {
  const { room } = await roomWith(...paragraphs);
  const reader = new TestGuest(person('reader'), false);
  room.docket.enter(reader);
  room.docket.answer(reader, Y.encodeStateVector(new Y.Doc()));
  const writer = new TestGuest(person('editor'));
  room.text.enter(writer);
  const replica = replicaOf(room.text.doc);
  let acts = 0;
  let edits = 0;
  const does = async (act: Act, actor = lead): Promise<string> => {
    const sent = { id: ActId.parse(`act-000${(acts += 1)}`), act };
    const ruling = await room.docket.act(sent, { actor, participants: people, at: 2_000 + acts });
    await turn();
    return ruling.ok ? 'done' : ruling.refusal.code;
  };
  const selects = (words: string) => {
    const [from, to] = words.split('…');
    const { start } = passageOf(room.text.doc, from ?? '');
    const { end } = passageOf(room.text.doc, to ?? words);
    const selected = selectedBetween(bodyOf(room.text.doc), start, end);
    if (!selected) throw new Error('There are no such words.');
    return selected;
  };
  const edit = async (write: (doc: Y.Doc) => void): Promise<void> => {
    Y.applyUpdate(replica.doc, Y.encodeStateAsUpdate(room.text.doc));
    const update = replica.write(write);
    expect(room.text.receive(writer, { number: (edits += 1), update }).ok).toBe(true);
    await turn();
  };
  const scene = {
    does,
    edit,
    selects,
    /** By hand: other words in the place of these. */
    rewrites: (words: string, by: string) =>
      edit((doc) => {
        const { start, end } = passageOf(doc, words);
        start.text.insert(end.offset, by);
        start.text.delete(start.offset, end.offset - start.offset);
      }),
    /** Enter before these words, with which their paragraph ends; as y-tiptap writes it. */
    enters: (words: string) =>
      edit((doc) => {
        const { start, end } = passageOf(doc, words);
        start.text.delete(start.offset, end.offset - start.offset);
        const block = new Y.XmlElement('paragraph');
        const text = new Y.XmlText();
        block.insert(0, [text]);
        text.insert(0, words);
        bodyOf(doc).insert(1, [block]);
      }),
    looks: (words: string, marks: object) =>
      edit((doc) => {
        const { start, end } = passageOf(doc, words);
        start.text.format(start.offset, end.offset - start.offset, marks);
      }),
    annotates: (words: string) =>
      does(
        { act: 'annotate', selected: selects(words), body: 'x', type: 'general', labels: [] },
        reviewer,
      ),
    reads: () => lineOf(bodyOf(room.text.doc)).words,
    content: () => contentOf(bodyOf(room.text.doc)).content ?? [],
    is: (number = 1): Thread => {
      const found = readThreads(reader.doc).find((each) => each.number === number);
      if (!found) throw new Error('There is no such thread.');
      return found;
    },
  };
  const selected = selects(passage);
  const act = { act: 'propose', selected, wording, body: '', type: 'editorial' } as const;
  expect(await scene.does({ ...act, labels: [] }, reviewer)).toBe('done');
  return scene;
}

/** The words of the first paragraph, each run with its marks: `plain [bold] plain`. */
function runsOf(content: ReturnType<Awaited<ReturnType<typeof proposal>>['content']>): string {
  return (content[0]?.content ?? [])
    .map(({ text = '', marks = [] }) => (marks.length > 0 ? `[${text}]` : text))
    .join('');
}

describe('an accepted proposal', () => {
  test('[P1] leaves everything between two distant changes alone: bold words, and threads on them', async () => {
    const scene = await proposal(
      [sentence],
      sentence,
      'Each ward should publish summaries of all it learns.',
    );
    await scene.looks('publish', { bold: {} });
    expect(await scene.annotates('publish summaries')).toBe('done');
    const { span } = scene.is(2).anchor ?? {};
    expect(await scene.does(accepted)).toBe('done');
    expect(runsOf(scene.content())).toBe('Each ward should [publish] summaries of all it learns.');
    expect(scene.is(2).anchor).toMatchObject({ span, state: { is: 'anchored' } });
  });

  test('[P1] writes new words as those looked that they replace', async () => {
    const scene = await proposal([sentence], 'publish summaries of', 'share summaries and data of');
    await scene.looks('publish', { bold: {} });
    expect(await scene.does(accepted)).toBe('done');
    expect(runsOf(scene.content())).toBe(
      'Every ward should [share] summaries and data of what it learns.',
    );
  });

  test('[P1] lets words that replace none look like those before them', async () => {
    const scene = await proposal([sentence], 'publish summaries', 'publish short summaries');
    await scene.looks('publish ', { bold: {} });
    expect(await scene.does(accepted)).toBe('done');
    expect(runsOf(scene.content())).toBe(
      'Every ward should [publish short ]summaries of what it learns.',
    );
  });

  test('[P1] is applied after Enter inside its passage, where no change runs over the break', async () => {
    const scene = await proposal(
      ['Before. One two three four.'],
      'One two three four',
      'One 2 three 4',
    );
    await scene.enters('three four.');
    expect(scene.is().anchor?.state.is).toBe('anchored');
    expect(await scene.does(accepted)).toBe('done');
    expect(scene.reads()).toBe('Before. One 2 \nthree 4.');
    expect(scene.is().anchor).toMatchObject({
      quote: { exact: 'One 2 \nthree 4' },
      state: { is: 'anchored' },
    });
  });

  test('[P1] of words in two paragraphs changes each in its own, and puts in no break', async () => {
    const scene = await proposal(
      ['The first one.', 'The second one.'],
      'first one.…The second',
      'next one.\nThe last',
    );
    expect(await scene.does(accepted)).toBe('done');
    expect(scene.reads()).toBe('The next one.\nThe last one.');
    const joining = await proposal(
      ['The first one.', 'The second one.'],
      'first one.…The second',
      'first one. The second',
    );
    expect(await joining.does(accepted)).toBe('passage-lines');
    expect(joining.reads()).toBe('The first one.\nThe second one.');
  });

  test('[P1] edits nothing where somebody has written it by hand already', async () => {
    const scene = await proposal([sentence], 'publish summaries', 'share summaries');
    await scene.rewrites('publish', 'share');
    const before = scene.content();
    expect(await scene.does(accepted)).toBe('done');
    expect(scene.content()).toEqual(before);
    expect(scene.is()).toMatchObject({
      proposal: { applied: { wording: 'share summaries', acceptedBy: { name: 'lead' } } },
      anchor: { quote: { exact: 'share summaries' }, state: { is: 'anchored' } },
    });
  });

  test('[P1] edits nothing either where it was retyped over its edge, and a lead has reattached it', async () => {
    const scene = await proposal([sentence], 'publish summaries', 'publish reports');
    await scene.rewrites('summaries', 'reports');
    const selected = scene.selects('publish reports');
    expect(await scene.does({ act: 'reattach', thread, selected })).toBe('done');
    expect(await scene.does(accepted)).toBe('done');
    expect(scene.reads()).toBe('Every ward should publish reports of what it learns.');
    expect(scene.is().proposal?.applied).toMatchObject({ wording: 'publish reports' });
  });

  test('[P1] that only parts a paragraph is accepted once somebody has parted it by hand', async () => {
    const scene = await proposal([sentence], 'summaries of what', 'summaries \nof what');
    expect(await scene.does(accepted)).toBe('passage-lines');
    expect(scene.reads()).toBe(sentence);
    await scene.enters('of what it learns.');
    expect(await scene.does(accepted)).toBe('done');
    expect(scene.reads()).toBe('Every ward should publish summaries \nof what it learns.');
    expect(scene.is().proposal?.applied?.wording).toBe('summaries \nof what');
  });

  test('[T1] that deletes its passage says so in the history of its thread', async () => {
    const scene = await proposal([sentence], ' of what it learns', '');
    expect(await scene.does(accepted)).toBe('done');
    expect(scene.reads()).toBe('Every ward should publish summaries.');
    expect(scene.is().history.map(({ did }) => did)).toEqual(['proposed', 'decided', 'orphaned']);
  });
});

describe('a proposal in conflict', () => {
  test('[P2] is rebased on what the passage reads now, keeps what it was, and applies then', async () => {
    const scene = await proposal([sentence], 'publish summaries', 'share summaries');
    await scene.rewrites('summaries', 'reports');
    expect(await scene.does(accepted)).toBe('passage-changed');
    const selected = scene.selects('publish reports');
    const rebase: Act = { act: 'rebase', thread, selected, wording: 'share reports' };
    expect(await scene.does(rebase)).toBe('done');
    expect(scene.is()).toMatchObject({
      proposal: {
        wording: 'share reports',
        replaces: 'publish reports',
        before: [{ wording: 'share summaries', replaces: 'publish summaries' }],
      },
      anchor: { state: { is: 'anchored' } },
    });
    expect(scene.is().history.at(-1)).toMatchObject({ did: 'rebased', by: { name: 'lead' } });
    expect(await scene.does(accepted)).toBe('done');
    expect(scene.reads()).toBe('Every ward should share reports of what it learns.');
  });

  test('[P2] is not rebased on words that have changed while its lead wrote', async () => {
    const scene = await proposal([sentence], 'publish summaries', 'share summaries');
    await scene.rewrites('summaries', 'reports');
    const selected = scene.selects('publish reports');
    await scene.rewrites('reports', 'figures');
    const before = scene.is();
    const rebase: Act = { act: 'rebase', thread, selected, wording: 'share reports' };
    expect(await scene.does(rebase)).toBe('passage-changed');
    expect(scene.is()).toEqual(before);
  });

  test('[P2] applies where it was reattached to the words that it replaces, and not on others', async () => {
    const scene = await proposal([sentence, 'They publish data.'], 'publish summaries', 'share it');
    await scene.rewrites('publish summaries', 'do so');
    const elsewhere = scene.selects('publish data');
    expect(await scene.does({ act: 'reattach', thread, selected: elsewhere })).toBe('done');
    expect(await scene.does(accepted)).toBe('passage-changed');
    await scene.rewrites('data', 'summaries');
    const selected = scene.selects('publish summaries');
    expect(await scene.does({ act: 'reattach', thread, selected })).toBe('done');
    expect(await scene.does(accepted)).toBe('done');
    expect(scene.reads()).toBe('Every ward should do so of what it learns.\nThey share it.');
  });
});

describe('an acceptance that is taken back', () => {
  test('[P3] puts the text back as it was, and the thread is open again', async () => {
    const scene = await proposal([sentence], 'publish summaries', 'share reports');
    expect(await scene.does(accepted)).toBe('done');
    expect(await scene.does(takeBack)).toBe('done');
    expect(scene.reads()).toBe(sentence);
    const now = scene.is();
    expect([statusOf(now), now.proposal?.applied]).toEqual(['open', undefined]);
    expect(now.anchor).toMatchObject({ quote: { exact: 'publish summaries' } });
    expect(now.history.at(-1)).toMatchObject({ did: 'took-back', detail: 'Too early.' });
    expect(await scene.does(accepted)).toBe('done');
    expect(scene.reads()).toContain('share reports');
  });

  test('[P3] puts words back as they looked, whether others stood there or none', async () => {
    for (const wording of ['share', '', 'publish nothing']) {
      const scene = await proposal([sentence], 'publish summaries', wording);
      await scene.looks('summaries', { bold: {} });
      await scene.looks('ward', { italic: {} });
      const before = scene.content();
      expect(await scene.does(accepted)).toBe('done');
      expect(await scene.does(takeBack)).toBe('done');
      expect(scene.content()).toEqual(before);
    }
  });

  test('[P3] puts words back as they looked also after a second acceptance with other words', async () => {
    const scene = await proposal([sentence], 'publish summaries', 'share reports');
    await scene.looks('publish', { bold: {} });
    const before = scene.content();
    await scene.does(accepted);
    await scene.does(contest, reviewer);
    const as = 'accepted-with-modification';
    await scene.does({ act: 'decide', thread, as, reason: 'So.', wording: 'tell' });
    expect(scene.reads()).toBe('Every ward should tell of what it learns.');
    expect(await scene.does(takeBack)).toBe('done');
    expect(scene.content()).toEqual(before);
  });

  test('[P3] puts deleted words back between those that stood around them', async () => {
    const scene = await proposal([sentence], ' of what it learns', '');
    await scene.does(accepted);
    await scene.rewrites('Every', 'Each');
    expect(await scene.does(takeBack)).toBe('done');
    expect(scene.reads()).toBe('Each ward should publish summaries of what it learns.');
    expect(scene.is().anchor).toMatchObject({
      quote: { exact: ' of what it learns' },
      state: { is: 'anchored' },
    });
  });

  test('[P3] puts a paragraph’s only words back, while it is empty', async () => {
    const emptied = async () => {
      const scene = await proposal([sentence, 'Gone.'], 'Gone.', '');
      await scene.does(accepted);
      return scene;
    };
    const scene = await emptied();
    expect(await scene.does(takeBack)).toBe('done');
    expect(scene.reads()).toBe(`${sentence}\nGone.`);
    const refilled = await emptied();
    await refilled.edit((doc) => {
      const text = bodyOf(doc).get(1);
      if (text instanceof Y.XmlElement) (text.get(0) as Y.XmlText).insert(0, 'New.');
    });
    expect(await refilled.does(takeBack)).toBe('passage-changed');
    expect(refilled.reads()).toBe(`${sentence}\nNew.`);
  });

  test('[P3] is refused where the text reads otherwise by now, and the thread can still be reopened', async () => {
    const scene = await proposal([sentence], 'publish summaries', 'share reports');
    await scene.does(accepted);
    await scene.rewrites('reports', 'figures');
    const before = [scene.reads(), scene.is()];
    expect(await scene.does(takeBack)).toBe('passage-changed');
    expect([scene.reads(), scene.is()]).toEqual(before);
    expect(await scene.does({ act: 'reopen', thread })).toBe('done');
    expect(scene.reads()).toContain('share figures');
  });

  test('[P3] is refused around deleted words where others stand there now', async () => {
    const scene = await proposal([sentence], ' of what it learns', '');
    await scene.does(accepted);
    await scene.rewrites('summaries.', 'summaries each year.');
    expect(await scene.does(takeBack)).toBe('passage-changed');
    expect(scene.reads()).toBe('Every ward should publish summaries each year.');
  });

  test('[P3] is refused for a thread that proposes nothing, and for words not in the text', async () => {
    const scene = await proposal([sentence], 'publish summaries', 'share reports');
    expect(await scene.does(takeBack)).toBe('not-applied');
    await scene.annotates('Every ward');
    const other = scene.is(2).id;
    expect(await scene.does({ ...takeBack, thread: other })).toBe('not-applied');
  });
});

describe('an acceptance that its author contests', () => {
  test('[P4] and that is then declined leaves the text as it was before', async () => {
    const scene = await proposal([sentence], 'publish summaries', 'share reports');
    await scene.does(accepted);
    expect(await scene.does(contest, reviewer)).toBe('done');
    expect(await scene.does(declined)).toBe('done');
    expect(scene.reads()).toBe(sentence);
    expect(scene.is()).toMatchObject({ disposition: { as: 'declined' } });
    expect(scene.is().proposal?.applied).toBeUndefined();
  });

  test('[P4] and that is then accepted with other words has these in the text', async () => {
    const scene = await proposal([sentence], 'publish summaries', 'share reports');
    await scene.does(accepted);
    await scene.does(contest, reviewer);
    const as = 'accepted-with-modification';
    const decision: Act = {
      act: 'decide',
      thread,
      as,
      reason: 'So.',
      wording: 'share all reports',
    };
    expect(await scene.does(decision)).toBe('done');
    expect(scene.reads()).toBe('Every ward should share all reports of what it learns.');
    expect(scene.is().proposal?.applied?.wording).toBe('share all reports');
  });

  test('[P4] and that is declined after others rewrote the words leaves theirs, and says that it once stood there', async () => {
    const scene = await proposal([sentence], 'publish summaries', 'share reports');
    await scene.does(accepted);
    await scene.rewrites('reports', 'figures');
    await scene.does(contest, reviewer);
    expect(await scene.does(declined)).toBe('done');
    expect(scene.reads()).toBe('Every ward should share figures of what it learns.');
    expect(scene.is().proposal?.applied?.wording).toBe('share reports');
  });
});
