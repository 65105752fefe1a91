/** Proposals of whole blocks that a lead accepts with modification, or writes anew: what is put in, kept, refused and taken back. */
import type { Act } from '@gloss/shared/rules/acts';
import { person } from '@gloss/shared/rules/scene.fixture';
import { bodyOf } from '@gloss/shared/text/body';
import type { JSONContent } from '@gloss/shared/text/content';
import { dice, heading, list, paragraph, passageOf, words } from '@gloss/shared/text/fixture';
import type { BlockContent } from '@gloss/shared/words/blocks';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';

import { accepted, draftOf, first, takeBack } from './accepted-blocks.fixture.ts';

const aims = [
  heading(1, 'A strategy'),
  paragraph('Care is human work.'),
  paragraph('Machines may help where people agree.'),
  paragraph('Nobody is left to guess.'),
];

/** A decision with the lead's own blocks. */
function otherwise(...content: readonly JSONContent[]): Act {
  return { ...accepted, as: 'accepted-with-modification', content: asSent(content) };
}

function asSent(content: readonly JSONContent[]): BlockContent[] {
  return content as BlockContent[];
}

type Draft = Awaited<ReturnType<typeof draftOf>>;

function lines(draft: Draft): string[] {
  const wordsIn = ({ text = '', content = [] }: JSONContent): string =>
    text + content.map(wordsIn).join('|');
  return draft.content().map((part) => `${part.type}: ${wordsIn(part)}`);
}

function bids(draft: Draft): string[] {
  return draft.content().map(({ attrs }) => String(attrs?.['bid']));
}

const bold = paragraph('Care is ', words('hard', { type: 'bold' }), ' human work.');

test('[P9] the lead’s own blocks stand in the text, look and all; what was proposed is kept, and both are named', async () => {
  const draft = await draftOf(...aims);
  const before = draft.face();
  await draft.proposes({ op: 'replace', at: [1], content: [heading(2, 'Care is work.')] });
  const own = [heading(3, 'Care'), bold, list('One', 'Two')];
  expect(await draft.does(otherwise(...own))).toBe('done');
  expect(lines(draft).slice(1, 4)).toEqual([
    'heading: Care',
    'paragraph: Care is |hard| human work.',
    'bulletList: One|Two',
  ]);
  const { proposal, anchor, disposition } = draft.is();
  expect(proposal).toMatchObject({
    wording: 'Care is work.',
    blocks: { content: [{ type: 'heading', attrs: { level: 2 } }] },
    applied: {
      wording: 'Care\nCare is hard human work.\nOne\nTwo',
      content: [{ type: 'heading', attrs: { level: 3 } }, bold, { type: 'bulletList' }],
      by: { name: 'reviewer' },
      acceptedBy: { name: 'lead' },
      bids: bids(draft).slice(1, 4),
    },
  });
  expect(anchor?.quote.exact).toBe('Care\nCare is hard human work.\nOne\nTwo');
  expect(disposition?.as).toBe('accepted-with-modification');
  expect(await draft.does(takeBack)).toBe('done');
  expect(draft.face()).toBe(before);
  expect(draft.is().proposal).not.toHaveProperty('applied');
});

test('[P9] of a deletion, a lead keeps a part; taken back, the blocks stand there under their ids', async () => {
  const draft = await draftOf(...aims);
  const before = draft.content();
  await draft.proposes({ op: 'delete', at: [1, 2] });
  expect(await draft.does(otherwise(paragraph('Machines may help.')))).toBe('done');
  expect(lines(draft)).toEqual([
    'heading: A strategy',
    'paragraph: Machines may help.',
    'paragraph: Nobody is left to guess.',
  ]);
  expect(draft.is().proposal?.blocks?.op).toBe('delete');
  expect(await draft.does(takeBack)).toBe('done');
  expect(draft.content()).toEqual(before);
});

test('[P9] decided anew after it was contested, what stands there is replaced; declined, it goes out', async () => {
  const draft = await draftOf(...aims);
  const before = draft.face();
  const contest = { act: 'contest', thread: first, reason: 'Not so.' } as const;
  await draft.proposes({ op: 'insert', at: [1], content: [paragraph('One.')] });
  expect(await draft.does(otherwise(paragraph('Two.'), paragraph('Three.')))).toBe('done');
  expect(await draft.does(contest, person('reviewer'))).toBe('done');
  expect(await draft.does(otherwise(paragraph('Four.')))).toBe('done');
  expect(lines(draft).slice(2, 4)).toEqual([
    'paragraph: Four.',
    'paragraph: Machines may help where people agree.',
  ]);
  expect(await draft.does(contest, person('reviewer'))).toBe('done');
  expect(await draft.does(accepted)).toBe('done');
  expect(lines(draft)[2]).toBe('paragraph: One.');
  expect(draft.is().proposal?.applied).not.toHaveProperty('content');
  expect(await draft.does(contest, person('reviewer'))).toBe('done');
  expect(await draft.does({ ...accepted, as: 'declined' })).toBe('done');
  expect(draft.face()).toBe(before);
});

test('[P9] a deletion that was accepted and contested becomes the lead’s own blocks, at its place', async () => {
  const draft = await draftOf(...aims);
  const before = draft.face();
  await draft.proposes({ op: 'delete', at: [1] });
  expect(await draft.does(accepted)).toBe('done');
  const contest = { act: 'contest', thread: first, reason: 'Not all.' } as const;
  expect(await draft.does(contest, person('reviewer'))).toBe('done');
  expect(await draft.does(otherwise(paragraph('Care is work.')))).toBe('done');
  expect(lines(draft)[1]).toBe('paragraph: Care is work.');
  expect(await draft.does(takeBack)).toBe('done');
  expect(draft.face()).toBe(before);
});

describe('[P9] refused, and the text stays', () => {
  const script = words('x', { type: 'link', attrs: { href: 'javascript:alert(1)' } });
  test.each<[string, string, Act]>([
    ['a link that is a script', 'blocks-unfit', otherwise(paragraph(script))],
    ['a node that no draft has', 'blocks-unfit', otherwise({ type: 'iframe' })],
    ['an item without a list', 'blocks-unfit', otherwise(list('x').content?.[0] ?? {})],
    ['too many words', 'too-large', otherwise(paragraph('x'.repeat(20_001)))],
    ['what stood there before', 'malformed', otherwise(aims[1] ?? {})],
    ['nothing', 'malformed', { ...accepted, as: 'accepted-with-modification' }],
    ['words alone', 'malformed', { ...accepted, as: 'accepted-with-modification', wording: 'x' }],
    [
      'as proposed, with blocks that are not',
      'proposal-rebased',
      { ...accepted, content: asSent([paragraph('Care is work.')]) },
    ],
  ])('%s: %s', async (_what, code, act) => {
    const draft = await draftOf(...aims);
    await draft.proposes({ op: 'replace', at: [1], content: [heading(2, 'Care is work.')] });
    const before = draft.face();
    expect(await draft.does(act)).toBe(code);
    expect(draft.face()).toBe(before);
    expect(draft.is().disposition).toBeUndefined();
  });

  test('where the blocks read otherwise by now', async () => {
    const draft = await draftOf(...aims);
    await draft.proposes({ op: 'replace', at: [1], content: [heading(2, 'Care is work.')] });
    await draft.edit((doc) => passageOf(doc, 'human').start.text.insert(8, 'always '));
    expect(await draft.does(otherwise(paragraph('Care.')))).toBe('passage-changed');
    expect(lines(draft)[1]).toBe('paragraph: Care is always human work.');
  });
});

describe('a proposal renewed', () => {
  async function conflict(op: 'replace' | 'delete') {
    const draft = await draftOf(...aims);
    const content = op === 'delete' ? [] : [heading(2, 'Care is work.')];
    await draft.proposes({ op, at: [1], content });
    await draft.edit((doc) => passageOf(doc, 'human').start.text.insert(8, 'always '));
    const { anchor, proposal } = draft.is();
    if (!anchor || !proposal) throw new Error('It has both.');
    const reads = anchor.state.is === 'edited' ? anchor.state.reads : anchor.quote.exact;
    const selected = { ...anchor.span, quote: { ...anchor.quote, exact: reads } };
    return {
      draft,
      rebase: { act: 'rebase', thread: first, selected, wording: proposal.wording } as const,
    };
  }

  test('[P2][P9] is what the lead wrote, for what the text reads now; what it was is kept', async () => {
    const { draft, rebase } = await conflict('replace');
    const own = asSent([heading(2, 'Care is always work.')]);
    expect(await draft.does({ ...rebase, content: own })).toBe('done');
    expect(draft.is().proposal).toMatchObject({
      wording: 'Care is always work.',
      blocks: { op: 'replace', content: own },
      before: [{ wording: 'Care is work.', content: [{ content: [{ text: 'Care is work.' }] }] }],
    });
    expect(await draft.does(accepted)).toBe('done');
    expect(lines(draft)[1]).toBe('heading: Care is always work.');
    expect(await draft.does(takeBack)).toBe('done');
    expect(lines(draft)[1]).toBe('paragraph: Care is always human work.');
  });

  test('[P2][P9] from a deletion becomes a replacement', async () => {
    const { draft, rebase } = await conflict('delete');
    expect(await draft.does({ ...rebase, content: asSent([paragraph('Care is.')]) })).toBe('done');
    expect(draft.is().proposal).toMatchObject({
      blocks: { op: 'replace' },
      before: [{ content: [] }],
    });
    expect(await draft.does(accepted)).toBe('done');
    expect(lines(draft)[1]).toBe('paragraph: Care is.');
  });

  test('[P2][P9] is refused where another lead has written it anew meanwhile, or where it fits no draft', async () => {
    const { draft, rebase } = await conflict('replace');
    const unfit = asSent([{ type: 'iframe' }]);
    expect(await draft.does({ ...rebase, content: unfit })).toBe('blocks-unfit');
    const own = asSent([paragraph('Care is always work.')]);
    expect(await draft.does({ ...rebase, content: own })).toBe('done');
    const later = asSent([paragraph('Care.')]);
    expect(await draft.does({ ...rebase, content: later })).toBe('proposal-rebased');
  });
});

describe('[P3][P9] what a lead has put in otherwise is taken back where it reads so; people go on elsewhere', () => {
  test.each(Array.from({ length: 30 }, (_, at) => at + 1))('seed %i', async (seed) => {
    const roll = dice(seed);
    const draft = await draftOf(...randomBlocks(roll, 8));
    const before = draft.face();
    const at = roll(6);
    const op = (['replace', 'insert', 'delete'] as const)[roll(3)] ?? 'insert';
    const places = op === 'insert' ? [at] : [at, at + 1].slice(0, 1 + roll(2));
    const content = op === 'delete' ? [] : randomBlocks(roll, 1 + roll(3));
    expect(await draft.proposes({ op, at: places, isBefore: roll(2) === 0, content })).toBe('done');
    expect(await draft.does(otherwise(...randomBlocks(roll, 1 + roll(3))))).toBe('done');
    expect(draft.face()).not.toBe(before);
    const end = draft.content().length;
    await draft.edit((doc) => {
      const block = new Y.XmlElement('paragraph');
      block.setAttribute('bid', 'by-hand');
      block.insert(0, [new Y.XmlText('By hand.')]);
      bodyOf(doc).insert(end, [block]);
    });
    expect(await draft.does(takeBack)).toBe('done');
    expect(lines(draft).at(-1)).toBe('paragraph: By hand.');
    await draft.edit((doc) => bodyOf(doc).delete(draft.content().length - 1, 1));
    expect(draft.face()).toBe(before);
  });
});

function randomBlocks(roll: (limit: number) => number, count: number): JSONContent[] {
  const said = () => `${['care', 'people', 'trust', 'risk'][roll(4)]} ${roll(10_000)} a`;
  const kinds: readonly (() => JSONContent)[] = [
    () => paragraph(said(), words(said(), { type: 'bold' })),
    () => heading(1 + roll(3), said()),
    () => list(said(), said()),
    () => ({ type: 'blockquote', content: [paragraph(said())] }),
  ];
  return Array.from({ length: count }, () => (kinds[roll(kinds.length)] ?? kinds[0])?.() ?? {});
}
