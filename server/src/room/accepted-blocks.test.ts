/** Proposals of whole blocks that are accepted, refused and taken back, against the text as people have written it meanwhile. */
import { bodyOf } from '@gloss/shared/text/body';
import type { JSONContent } from '@gloss/shared/text/content';
import {
  dice,
  heading,
  list,
  paragraph,
  passageOf,
  table,
  words,
} from '@gloss/shared/text/fixture';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';

import type { Proposed } from './accepted-blocks.fixture.ts';
import { accepted, draftOf, first, takeBack } from './accepted-blocks.fixture.ts';

const aims = [
  heading(1, 'A strategy'),
  paragraph('Care is human work.'),
  paragraph('Machines may help where people agree.'),
  paragraph('Nobody is left to guess.'),
];

/** The words of each top-level block. */
function lines(content: readonly JSONContent[]): string[] {
  const wordsIn = ({ text = '', content: within = [] }: JSONContent): string =>
    text + within.map(wordsIn).join('|');
  return content.map((part) => `${part.type}: ${wordsIn(part)}`);
}

describe('an insertion', () => {
  const added = [heading(2, 'Why'), paragraph('Because.'), list('One', 'Two')];

  test('[P9] stands beside its neighbour, whose words may have changed, and its thread on the new words', async () => {
    const draft = await draftOf(...aims);
    expect(await draft.proposes({ op: 'insert', at: [1], content: added })).toBe('done');
    expect(draft.is().anchor?.quote.exact).toBe('Care is human work.');
    await draft.edit((doc) => passageOf(doc, 'human').start.text.insert(8, 'always '));
    expect(await draft.does(accepted)).toBe('done');
    expect(lines(draft.content()).slice(1, 5)).toEqual([
      'paragraph: Care is always human work.',
      'heading: Why',
      'paragraph: Because.',
      'bulletList: One|Two',
    ]);
    const bids = draft.content().map(({ attrs }) => String(attrs?.['bid']));
    expect(new Set(bids).size).toBe(bids.length);
    expect(draft.is().anchor).toMatchObject({
      quote: { exact: 'Why\nBecause.\nOne\nTwo' },
      state: { is: 'anchored' },
    });
    expect(draft.is().proposal?.applied).toMatchObject({
      by: { name: 'reviewer' },
      acceptedBy: { name: 'lead' },
      bids: bids.slice(2, 5),
    });
  });

  test('[P9] whose neighbour is gone is refused, and the text stays', async () => {
    const draft = await draftOf(...aims);
    await draft.proposes({ op: 'insert', at: [1], content: added });
    await draft.edit((doc) => bodyOf(doc).delete(1, 1));
    const before = draft.face();
    expect(await draft.does(accepted)).toBe('passage-changed');
    expect(draft.face()).toBe(before);
  });

  test('[P9] of an item stands in its list, and of anything else is refused there', async () => {
    const draft = await draftOf(paragraph('Before.'), list('One', 'Three'));
    const item = String(draft.content()[1]?.content?.[0]?.attrs?.['bid']);
    const wrong = { op: 'insert', at: [item], content: [paragraph('Two')] } as const;
    expect(await draft.proposes(wrong)).toBe('blocks-unfit');
    const [two] = list('Two').content ?? [];
    expect(await draft.proposes({ ...wrong, content: [two ?? {}] })).toBe('done');
    expect(await draft.does({ ...accepted, thread: 'act-0002' as typeof first })).toBe('done');
    expect(lines(draft.content())).toEqual(['paragraph: Before.', 'bulletList: One|Two|Three']);
  });
});

describe('a replacement', () => {
  const retyped = { op: 'replace', at: [1, 2] } as const;

  test('[P9] is refused where the blocks read otherwise by now, marks included; rebased, it is done', async () => {
    const draft = await draftOf(...aims);
    await draft.proposes({ ...retyped, content: [heading(2, 'Care is human work.')] });
    await draft.edit((doc) => passageOf(doc, 'human').start.text.format(8, 5, { bold: {} }));
    expect(await draft.does(accepted)).toBe('passage-changed');
    const { anchor, proposal } = draft.is();
    if (!anchor || !proposal) throw new Error('It has both.');
    const selected = { ...anchor.span, quote: anchor.quote };
    const rebase = { act: 'rebase', thread: first, selected, wording: proposal.wording } as const;
    expect(await draft.does(rebase)).toBe('done');
    expect(await draft.does(accepted)).toBe('done');
    expect(lines(draft.content())[1]).toBe('heading: Care is human work.');
    expect(await draft.does(takeBack)).toBe('done');
    const bold = draft.content()[1]?.content?.find(({ marks }) => marks);
    expect(bold?.text).toBe('human');
  });

  test('[P9] keeps the words, the marks and the threads of what it does not change', async () => {
    const draft = await draftOf(...aims);
    await draft.annotates('may help');
    await draft.annotates('left to guess');
    const before = [draft.is(1).anchor?.span, draft.is(2).anchor?.span];
    const content = [
      paragraph('Care is hard human work.'),
      paragraph('Machines may help where people agree.'),
      paragraph('And where they do not, not.'),
    ];
    await draft.proposes({ ...retyped, content });
    const thread = 'act-0003' as typeof first;
    expect(await draft.does({ ...accepted, thread })).toBe('done');
    expect([draft.is(1).anchor, draft.is(2).anchor]).toMatchObject(
      before.map((span) => ({ span, state: { is: 'anchored' } })),
    );
  });

  test('[P9] lets the threads on a block that becomes another kind follow their words', async () => {
    const draft = await draftOf(...aims);
    await draft.annotates('human work');
    await draft.proposes({ op: 'replace', at: [1], content: [list('Care is human work.')] });
    const thread = 'act-0002' as typeof first;
    expect(await draft.does({ ...accepted, thread })).toBe('done');
    expect(draft.is(1).anchor?.state).not.toMatchObject({ is: 'orphaned' });
    expect(lines(draft.content())[1]).toBe('bulletList: Care is human work.');
  });

  test('[P9] that somebody has made by hand meanwhile is recorded, and nothing is written', async () => {
    const draft = await draftOf(...aims);
    await draft.proposes({ op: 'replace', at: [2], content: [paragraph('Machines may help.')] });
    await draft.edit((doc) => passageOf(doc, ' where people agree').start.text.delete(17, 19));
    const before = Y.encodeStateVector(draft.text());
    expect(await draft.does(accepted)).toBe('done');
    expect(Y.encodeStateVector(draft.text())).toEqual(before);
    expect(await draft.does(takeBack)).toBe('done');
    expect(draft.reads()).toContain('Machines may help where people agree.');
  });
});

describe('a deletion', () => {
  test('[P9] takes the blocks out, says that its words are gone, and gives them back under their ids', async () => {
    const draft = await draftOf(...aims);
    const before = draft.content();
    await draft.annotates('may help');
    await draft.proposes({ op: 'delete', at: [1, 2] });
    const thread = 'act-0002' as typeof first;
    expect(await draft.does({ ...accepted, thread })).toBe('done');
    expect(lines(draft.content())).toEqual([
      'heading: A strategy',
      'paragraph: Nobody is left to guess.',
    ]);
    expect([draft.is(1), draft.is(2)].map(({ anchor }) => anchor?.state.is)).toEqual([
      'orphaned',
      'orphaned',
    ]);
    expect(await draft.does({ ...takeBack, thread })).toBe('done');
    expect(draft.content()).toEqual(before);
    expect(draft.is(2).anchor).toMatchObject({
      quote: { exact: 'Care is human work.\nMachines may help where people agree.' },
      state: { is: 'anchored' },
    });
    expect(draft.is(1).anchor?.state.is).not.toBe('orphaned');
  });

  test('[P9] of all there is, is refused', async () => {
    const draft = await draftOf(paragraph('All there is.'), paragraph());
    expect(await draft.proposes({ op: 'delete', at: [0, 1] })).toBe('blocks-unfit');
  });
});

describe('blocks without a word', () => {
  const rule: JSONContent = { type: 'horizontalRule' };
  const spaced = [paragraph('One.'), paragraph(), rule, paragraph('Two.'), paragraph('Three.')];

  test.each<[string, Proposed, string[], string]>([
    ['an empty paragraph deleted', { op: 'delete', at: [1] }, ['horizontalRule: '], 'One.'],
    ['a line across deleted', { op: 'delete', at: [2] }, ['paragraph: '], 'One.'],
    ['both deleted', { op: 'delete', at: [1, 2] }, [], 'One.'],
    [
      'an empty paragraph that gets words',
      { op: 'replace', at: [1], content: [paragraph('Half.')] },
      ['paragraph: Half.', 'horizontalRule: '],
      'Half.',
    ],
    [
      'a line across that becomes a paragraph',
      { op: 'replace', at: [2], content: [paragraph('Half.')] },
      ['paragraph: ', 'paragraph: Half.'],
      'Half.',
    ],
    [
      'an empty paragraph put in',
      { op: 'insert', at: [2], content: [paragraph()] },
      ['paragraph: ', 'horizontalRule: ', 'paragraph: '],
      'One.',
    ],
  ])(
    '[P9] %s: the thread stands on the words beside it, and is taken back',
    async (_what, proposed, between, on) => {
      const draft = await draftOf(...spaced);
      const before = draft.content();
      expect(await draft.proposes(proposed)).toBe('done');
      expect(draft.is()).toMatchObject({
        anchor: { quote: { exact: 'One.' } },
        proposal: { replaces: '' },
      });
      await draft.edit((doc) => passageOf(doc, 'Three').start.text.insert(0, 'Two and '));
      expect(await draft.does(accepted)).toBe('done');
      expect(lines(draft.content()).slice(1, -2)).toEqual(between);
      expect(draft.is().anchor).toMatchObject({ quote: { exact: on }, state: { is: 'anchored' } });
      expect(await draft.does(takeBack)).toBe('done');
      expect(lines(draft.content().slice(0, 4))).toEqual(lines(before.slice(0, 4)));
      expect(draft.is().anchor?.state.is).toBe('anchored');
    },
  );

  test('[P9] that were written in meanwhile are not deleted', async () => {
    const draft = await draftOf(...spaced);
    expect(await draft.proposes({ op: 'delete', at: [1] })).toBe('done');
    await draft.edit((doc) => {
      const block = bodyOf(doc).get(1);
      if (block instanceof Y.XmlElement) block.insert(0, [new Y.XmlText('Written.')]);
    });
    expect(await draft.does(accepted)).toBe('passage-changed');
    expect(draft.reads()).toContain('Written.');
  });

  test('[P9] at the beginning of a draft, the words after them are those beside', async () => {
    const draft = await draftOf(rule, paragraph('One.'), paragraph('Two.'));
    expect(await draft.proposes({ op: 'delete', at: [0] })).toBe('done');
    expect(draft.is().anchor?.quote.exact).toBe('One.');
  });
});

describe('what is proposed', () => {
  const link = (href: string) => paragraph(words('here', { type: 'link', attrs: { href } }));
  const deep = (depth: number): JSONContent =>
    depth === 0 ? paragraph('x') : { type: 'blockquote', content: [deep(depth - 1)] };

  test.each<[string, string, JSONContent]>([
    ['a paragraph', 'done', paragraph('Well.')],
    ['a table', 'done', table(['A', 'B'], ['1', '2'])],
    ['a link', 'done', link('https://example.org')],
    ['a link that is a script', 'blocks-unfit', link('javascript:alert(1)')],
    ['an unknown node', 'blocks-unfit', { type: 'script' }],
    ['words without a block', 'blocks-unfit', { type: 'text', text: 'x' }],
    ['an item without a list', 'blocks-unfit', list('x').content?.[0] ?? {}],
    ['an unknown attribute', 'blocks-unfit', { ...paragraph('x'), attrs: { onclick: 'x' } }],
    ['a text without content', 'blocks-unfit', { type: 'paragraph', content: ['x'] as never }],
    ['quotes within quotes, as deep as may be', 'done', deep(30)],
    ['quotes within quotes, deeper', 'blocks-unfit', deep(40)],
    ['as many words as a passage', 'done', paragraph('x'.repeat(20_000))],
    ['more words', 'too-large', paragraph('x'.repeat(20_001))],
    [
      'few words, and more structure than a chapter',
      'too-large',
      list(...Array.from({ length: 900 }, () => 'x')),
    ],
  ])('[P9] %s: %s', async (_what, code, content) => {
    const draft = await draftOf(...aims);
    expect(await draft.proposes({ op: 'insert', at: [1], content: [content] })).toBe(code);
    if (code === 'done') expect(await draft.does(accepted)).toBe('done');
    else expect(lines(draft.content())).toHaveLength(4);
  });

  test('[P9] blocks that are not there, or not side by side and in order, are refused', async () => {
    const draft = await draftOf(...aims);
    const codes = [['nowhere'], [1, 3], [2, 1], [1, 1]].map((at) =>
      draft.proposes({ op: 'delete', at }),
    );
    expect(await Promise.all(codes)).toEqual(Array(4).fill('blocks-gone'));
  });

  test('[P9] ids that come with it do not count: nobody brings in another block’s', async () => {
    const draft = await draftOf(...aims);
    const bid = String(draft.content()[3]?.attrs?.['bid']);
    const content = [{ ...paragraph('Well.'), attrs: { bid } }];
    await draft.proposes({ op: 'insert', at: [0], content });
    expect(JSON.stringify(draft.is().proposal?.blocks?.content)).not.toContain(bid);
  });
});

describe('[P9] taken back where it reads as accepted, the text is what it was; people go on elsewhere', () => {
  test.each(Array.from({ length: 40 }, (_, at) => at + 1))('seed %i', async (seed) => {
    const roll = dice(seed);
    const draft = await draftOf(...randomBlocks(roll, 8));
    const before = draft.face();
    const at = roll(7);
    const count = 1 + roll(Math.min(3, 8 - at));
    const places = Array.from({ length: count }, (_, each) => at + each);
    const op = (['replace', 'insert', 'delete'] as const)[roll(3)] ?? 'insert';
    const wanted = { op, at: op === 'insert' ? [at] : places, isBefore: roll(2) === 0 };
    const content = op === 'delete' ? [] : randomBlocks(roll, 1 + roll(3));
    expect(await draft.proposes({ ...wanted, content })).toBe('done');
    expect(await draft.does(accepted)).toBe('done');
    expect(draft.face()).not.toBe(before);
    const end = draft.content().length;
    await draft.edit((doc) => {
      const block = new Y.XmlElement('paragraph');
      block.setAttribute('bid', 'by-hand');
      block.insert(0, [new Y.XmlText('By hand.')]);
      bodyOf(doc).insert(end, [block]);
    });
    expect(await draft.does(takeBack)).toBe('done');
    expect(lines(draft.content()).at(-1)).toBe('paragraph: By hand.');
    await draft.edit((doc) => bodyOf(doc).delete(draft.content().length - 1, 1));
    expect(draft.face()).toBe(before);
  });

  test('seeds: what reads otherwise by now is not taken back', async () => {
    const draft = await draftOf(...aims);
    await draft.proposes({ op: 'replace', at: [1], content: [heading(2, 'Care is human work.')] });
    await draft.does(accepted);
    await draft.edit((doc) => passageOf(doc, 'human').start.text.insert(0, 'All '));
    const before = draft.face();
    expect(await draft.does(takeBack)).toBe('passage-changed');
    expect(draft.face()).toBe(before);
  });
});

function randomBlocks(roll: (limit: number) => number, count: number): JSONContent[] {
  const word = () => ['care', 'people', 'trust', 'risk', 'health'][roll(5)] ?? '';
  const said = () => `${word()} ${word()} ${roll(1000)} ${word()}`;
  const kinds: readonly (() => JSONContent)[] = [
    () => paragraph(said(), words(said(), { type: 'bold' })),
    () => heading(1 + roll(3), said()),
    () => list(said(), said()),
    () => table([said(), said()], [said(), '']),
    () => ({ type: 'blockquote', content: [paragraph(said()), list(said())] }),
  ];
  return Array.from({ length: count }, () => (kinds[roll(kinds.length)] ?? kinds[0])?.() ?? {});
}
