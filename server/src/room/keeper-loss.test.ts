import { person } from '@gloss/shared/rules/scene.fixture';
import { block, list, paragraph, table } from '@gloss/shared/text/fixture';
import { schema } from '@gloss/shared/text/schema';
import { setBlockType, splitBlock } from '@tiptap/pm/commands';
import { liftListItem } from '@tiptap/pm/schema-list';
import type { Command } from '@tiptap/pm/state';
import { describe, expect, test } from 'vitest';

import { ScreenlessEditor } from './editor.fixture.ts';
import {
  after,
  around,
  before,
  carriesTo,
  heading,
  node,
  passage,
  Scenery,
} from './keeper.fixture.ts';

/** Deletes the whole block in which the selection begins. */
const deletesBlock: Command = (state, dispatch) => {
  const { $from } = state.selection;
  dispatch?.(state.tr.delete($from.before(), $from.after()));
  return true;
};

/** Deletes the whole top-level block in which the selection begins. */
const deletesTable: Command = (state, dispatch) => {
  const { $from } = state.selection;
  dispatch?.(state.tr.delete($from.before(1), $from.after(1)));
  return true;
};

describe('words that read alike elsewhere are not taken for them', () => {
  const yes = table(['Question', 'Answer'], ['Is it safe?', 'Yes'], ['Is it fair?', 'Yes']);
  const twins: [string, Scenery, (editor: ScreenlessEditor) => Uint8Array][] = [
    ['a table cell is retyped', new Scenery('Yes', yes), (e) => e.retypes('Yes', 'No')],
    [
      'a list item is retyped',
      new Scenery('Yes', list('Yes', 'Yes')),
      (e) => e.retypes('Yes', 'No'),
    ],
    [
      'a list item is deleted',
      new Scenery('Yes', list('Yes', 'Maybe', 'Yes')),
      (e) => e.does('Yes', deletesBlock),
    ],
  ];
  test.each(twins)('[L4] few words: %s', (_name, scenery, edit) => {
    scenery.gets(edit(scenery.editor));
    expect(scenery.anchor.state).toEqual({ is: 'orphaned' });
    expect(scenery.did).toEqual(['orphaned']);
  });

  test('few words, typed into another cell in the same change', () => {
    const rows = table(['Question', 'Answer'], ['Is it safe?', 'Yes'], ['Is it fair?', 'No']);
    const scenery = new Scenery('Yes', rows);
    const typing: Command = (state, dispatch) => {
      const { from, to } = state.selection;
      const tr = state.tr.insertText('No', from, to);
      let other = 0;
      tr.doc.descendants((each, pos) => void (each.text === 'No' && (other = pos)));
      dispatch?.(tr.insertText('Yes', other, other + 2));
      return true;
    };
    scenery.gets(scenery.editor.does('Yes', typing));
    expect(scenery.state).toBe('orphaned');
  });

  test('[L4] few words that were all of a cell: a person is asked where a whole one comes', () => {
    const rows = table(['Phase', 'When'], ['Listen', 'Soon']);
    const scenery = new Scenery('Soon', paragraph(before), rows, paragraph('Maybe'));
    scenery.gets(scenery.editor.does('Soon', deletesTable));
    expect(scenery.state).toBe('orphaned');
    scenery.gets(scenery.editor.retypes('Maybe', 'Soo'));
    scenery.gets(scenery.editor.retypes('Soo', 'Soon'));
    expect(scenery.state).toBe('orphaned');
    const again = schema.nodeFromJSON(table(['Phase', 'When'], ['Listen', 'Soon']));
    scenery.gets(
      scenery.editor.before(before, (state, dispatch) => {
        dispatch?.(state.tr.insert(0, again));
        return true;
      }),
    );
    expect(scenery.anchor.state).toEqual({ is: 'moved', confirm: true, reads: 'Soon' });
  });

  test('[L4] the rest of a word that is cut does not tell where it stands', () => {
    const scenery = new Scenery(
      'ncurrent edi',
      paragraph(before),
      paragraph('Concurrent editing examples'),
      paragraph('Maybe there is something else.'),
    );
    scenery.gets(scenery.editor.does('Concurrent', deletesBlock));
    expect(scenery.state).toBe('orphaned');
    scenery.gets(scenery.editor.retypes('something else', 'no concurrent editing of it'));
    expect(scenery.state).toBe('orphaned');
    const other = new Scenery(
      'ncurrent edi',
      paragraph('Concurrent editing examples'),
      paragraph('Of no concurrent editing of it.'),
    );
    other.gets(other.editor.does('Concurrent', deletesBlock));
    expect(other.state).toBe('orphaned');
  });

  test.each([
    ['among others: they are not its own', 'A heading of no quiet zone at all', 'orphaned'],
    ['among their own', 'We want a quiet zone near us.', 'anchored'],
  ])('[L4] few words in a block put in the place of theirs, %s', (_name, words, state) => {
    const own = paragraph('We want a quiet zone near us.');
    const scenery = new Scenery('quiet zone', paragraph(before), own, paragraph(after));
    const putting: Command = ({ tr, selection }, dispatch) => {
      const { $from } = selection;
      const put = node('heading').create({ level: 2, bid: 'other' }, schema.text(words));
      dispatch?.(tr.replaceWith($from.before(), $from.after(), put));
      return true;
    };
    scenery.gets(scenery.editor.does('quiet zone', putting));
    expect(scenery.state).toBe(state);
  });

  test('few words, while their own block is made another', () => {
    const own = new Scenery('Yes', paragraph('Yes'), paragraph('Yes'));
    own.gets(own.editor.does('Yes', setBlockType(node('heading'), { level: 2 })));
    expect([own.state, own.reads]).toEqual(['anchored', 'Yes']);
  });

  test('[L4] a whole paragraph with a twin: a person is asked', () => {
    const scenery = new Scenery(around, paragraph(around), paragraph(before), paragraph(around));
    scenery.gets(scenery.editor.does(around, deletesBlock));
    expect(scenery.anchor.state).toEqual({ is: 'moved', confirm: true, reads: around });
  });

  test('and the undo of that deletion brings the thread back to its own', () => {
    const scenery = new Scenery(passage, paragraph(around), paragraph(`Again a ${passage} runs.`));
    scenery.gets(scenery.editor.does(around, deletesBlock));
    expect(scenery.anchor.state).toEqual({ is: 'moved', confirm: true, reads: passage });
    scenery.gets(scenery.editor.undoes());
    expect(scenery.anchor.state).toEqual({ is: 'anchored' });
    expect(scenery.anchor.quote.prefix).toBe('Soon the ');
    expect(scenery.quoteHere.prefix).toBe('Soon the ');
    expect(scenery.did).toEqual(['moved-anchor', 'found-again']);
  });
});

describe('words retyped by one replacement', () => {
  test('are gone: what stands there now was never spoken about', () => {
    const scenery = new Scenery();
    scenery.gets(scenery.editor.retypes(passage, 'people must hop'));
    expect(scenery.anchor.state).toEqual({ is: 'orphaned' });
  });

  test('and back when that is undone', () => {
    const scenery = new Scenery();
    scenery.gets(scenery.editor.retypes(passage, 'people must hop'));
    scenery.gets(scenery.editor.undoes());
    expect([scenery.state, scenery.reads]).toEqual(['anchored', passage]);
  });

  test('little by little are still the passage', () => {
    const scenery = new Scenery();
    const words: [string, string][] = [
      ['quick', 'slow'],
      ['amber', 'red'],
      ['fox', 'hen'],
      ['should', 'must'],
    ];
    for (const [word, instead] of words) scenery.gets(scenery.editor.retypes(word, instead));
    expect(scenery.anchor.state).toEqual({ is: 'edited', reads: 'slow red hen must jump' });
    expect(scenery.did).toEqual(['edited-passage']);
  });

  test('but only shortened are the passage as long as something of it stands', () => {
    const scenery = new Scenery();
    scenery.gets(scenery.editor.retypes('quick amber fox ', ''));
    expect(scenery.anchor.state).toEqual({ is: 'edited', reads: 'should jump' });
  });

  test('and more words put in between leave it what it is', () => {
    const scenery = new Scenery();
    const more = `amber ${'and very carefully chosen '.repeat(4)}fox`;
    scenery.gets(scenery.editor.retypes('amber fox', more));
    expect(scenery.state).toBe('edited');
  });
});

describe('edited words that are deleted', () => {
  test('leave an orphan that says what they read, and come back edited', () => {
    const scenery = new Scenery();
    scenery.gets(scenery.editor.retypes('amber', 'scarlet'));
    scenery.gets(scenery.editor.does('fox', deletesBlock));
    const reads = 'quick scarlet fox should jump';
    expect(scenery.anchor.state).toEqual({ is: 'orphaned', reads });
    scenery.gets(scenery.editor.undoes());
    expect(scenery.anchor.state).toEqual({ is: 'edited', reads });
    expect(scenery.reads).toBe(reads);
    expect(scenery.did).toEqual(['edited-passage', 'orphaned', 'found-again']);
    scenery.gets(scenery.editor.undoes());
    expect([scenery.state, scenery.reads]).toEqual(['anchored', passage]);
  });

  test('are followed from a cut to where they are pasted', () => {
    const scenery = new Scenery();
    const reads = 'quick scarlet fox should jump';
    scenery.gets(scenery.editor.retypes('amber', 'scarlet'));
    scenery.gets(scenery.editor.retypes(`${reads} `, ''));
    scenery.gets(scenery.editor.retypes('for the time', `for ${reads} the time`));
    expect(scenery.anchor.state).toEqual({ is: 'moved', confirm: false, reads });
    expect(scenery.reads).toBe(reads);
  });
});

describe('a passage over several blocks', () => {
  const three = [paragraph(before), paragraph(around), paragraph(after)];
  const whole = `importance here.\n${around}\nThe last paragraph`;
  test.each([
    ['first', before, `${around}\nThe last paragraph`],
    ['last', after, `importance here.\n${around}`],
    ['middle', around, 'importance here.\nThe last paragraph'],
  ])('keeps the rest when its %s block is deleted', (_which, gone, reads) => {
    const scenery = new Scenery(whole, ...three);
    scenery.gets(scenery.editor.does(gone, deletesBlock));
    expect(scenery.anchor.state).toEqual({ is: 'edited', reads });
    expect(scenery.reads).toBe(reads);
    scenery.gets(scenery.editor.undoes());
  });

  test('is an orphan when all of them are, and back with them', () => {
    const scenery = new Scenery(whole, ...three, paragraph('The end.'));
    scenery.gets(
      scenery.editor.does(`${before}\n${around}\n${after}`, (state, dispatch) => {
        const { $from, $to } = state.selection;
        dispatch?.(state.tr.delete($from.before(), $to.after()));
        return true;
      }),
    );
    expect(scenery.state).toBe('orphaned');
    scenery.gets(scenery.editor.undoes());
    expect([scenery.state, scenery.reads]).toEqual(['anchored', whole]);
  });

  test('notices what is written into an empty block in its midst', () => {
    const scenery = new Scenery(
      `here.\nSoon`,
      paragraph(before),
      block('paragraph'),
      paragraph(around),
    );
    const inEmpty: Command = (state, dispatch) => {
      dispatch?.(state.tr.insertText('Between.', before.length + 3));
      return true;
    };
    scenery.gets(scenery.editor.before('Soon', inEmpty));
    expect(scenery.anchor.state).toEqual({ is: 'edited', reads: 'here.\nBetween.\nSoon' });
  });
});

test('words that somebody else types at an edge that was deleted stay outside, for everyone', () => {
  const scenery = new Scenery('brown amber fox', paragraph('The brown amber fox runs.'));
  scenery.gets(scenery.editor.retypes('brown ', ''));
  scenery.gets(scenery.editor.retypes('amber', 'shy amber'));
  expect(scenery.anchor.state).toEqual({ is: 'edited', reads: 'amber fox' });
  expect(scenery.reads).toBe('amber fox');
  scenery.gets(scenery.editor.retypes('fox', ''));
  scenery.gets(scenery.editor.retypes('runs', 'hen runs'), person('lead').account);
  expect(scenery.reads).toBe('amber ');
});

describe('the history', () => {
  test('has a line for each move, and none for Enter where it has come to', () => {
    const scenery = new Scenery(
      passage,
      paragraph(before),
      paragraph('One.'),
      paragraph(around),
      paragraph('Two.'),
      paragraph(after),
    );
    scenery.gets(scenery.editor.does(passage, carriesTo('start')));
    scenery.gets(scenery.editor.before('amber', splitBlock));
    expect(scenery.did).toEqual(['moved-anchor']);
    scenery.gets(scenery.editor.does('amber fox should jump', heading));
    scenery.gets(scenery.editor.does('quick \namber fox should jump', carriesTo('end')));
    expect(scenery.state).toBe('moved');
    expect(scenery.did).toEqual(['moved-anchor', 'moved-anchor']);
  });
});

describe('a docket that says something else than the text', () => {
  test.each([
    ['where the words are gone', (s: Scenery) => s.editor.does(passage, deletesBlock), 'orphaned'],
    ['where they were changed', (s: Scenery) => s.editor.retypes('amber', 'red'), 'edited'],
  ])('is put right with the next change: %s', (_name, edit, state) => {
    const scenery = new Scenery();
    scenery.getsUnseen(edit(scenery));
    expect(scenery.state).toBe('anchored');
    scenery.gets(scenery.editor.retypes('closes', 'ends'));
    expect(scenery.state).toBe(state);
  });
});

describe('the table of evidence', () => {
  const anchored = { is: 'anchored' };
  const movedSurely = { is: 'moved', confirm: false, reads: passage };
  test.each([
    ['its paragraph is copied', (e: ScreenlessEditor) => e.retypes('closes', `${around} closes`)],
    [
      'the block before it is moved behind it',
      (e: ScreenlessEditor) =>
        e.does(before, (state, dispatch) => {
          const { $from } = state.selection;
          const [from, to] = [$from.before(), $from.after()];
          const moved = state.doc.nodeAt(from);
          const tr = state.tr.delete(from, to);
          const at = tr.doc.firstChild?.nodeSize ?? 0;
          if (moved) dispatch?.(tr.insert(at, moved));
          return true;
        }),
    ],
  ])('anchored when %s', (_name, edit) => {
    const scenery = new Scenery();
    scenery.gets(edit(scenery.editor));
    expect([scenery.state, scenery.reads]).toEqual(['anchored', passage]);
  });

  test('moved when its own block is moved behind the next, and nobody need confirm it', () => {
    const scenery = new Scenery();
    scenery.gets(
      scenery.editor.does(passage, (state, dispatch) => {
        const { $from } = state.selection;
        const [from, to] = [$from.before(), $from.after()];
        const moved = state.doc.nodeAt(from);
        const tr = state.tr.delete(from, to);
        if (moved) dispatch?.(tr.insert(tr.doc.content.size, moved));
        return true;
      }),
    );
    expect(scenery.anchor.state).toEqual({ is: 'moved', confirm: false, reads: passage });
  });

  test('a list of three becomes paragraphs: each thread stays in its place', () => {
    const scenery = new Scenery(
      'quiet zone near',
      list('one of all', 'a quiet zone near us', 'last'),
    );
    scenery.gets(
      scenery.editor.does('one of all\na quiet zone near us\nlast', liftListItem(node('listItem'))),
    );
    expect([scenery.state, scenery.reads]).toEqual(['anchored', 'quiet zone near']);
  });

  test('an older text restored as clones keeps the thread', () => {
    const scenery = new Scenery();
    scenery.gets(scenery.editor.restores());
    expect([scenery.state, scenery.reads]).toEqual(['anchored', passage]);
  });

  test.each([
    ['splits', (e: ScreenlessEditor) => e.before('amber', splitBlock), anchored],
    ['makes a heading', (e: ScreenlessEditor) => e.does(passage, heading), movedSurely],
  ])('A %s the paragraph while B is offline and annotates it', (_name, edit, state) => {
    const scenery = new Scenery();
    const selected = scenery.selects(passage);
    scenery.gets(edit(scenery.editor));
    scenery.annotates(selected);
    expect(scenery.reads?.replaceAll('\n', '')).toBe(passage);
    expect(scenery.anchor.state).toEqual(state);
  });

  test('A moves the paragraph while B is offline and edits it: the thread follows, and the words say so', () => {
    const scenery = new Scenery(
      passage,
      paragraph(before),
      paragraph('One.'),
      paragraph(around),
      paragraph(after),
    );
    const other = new ScreenlessEditor(scenery.text);
    const typed = other.retypes('amber', 'amber-red');
    scenery.gets(scenery.editor.does(around, carriesTo('start')));
    scenery.gets(typed);
    expect(scenery.reads).toContain('fox should jump');
    expect(scenery.state).not.toBe('orphaned');
  });
});

describe('a heading, a cell', () => {
  const blocks = [
    block('heading', { type: 'text', text: 'What we will do for patients' }),
    paragraph(before),
    table(['Phase', 'What'], ['Listen', 'Ask people what they need']),
  ];
  test.each([
    [
      'a heading becomes a paragraph',
      'do for patients',
      'anchored',
      setBlockType(node('paragraph')),
    ],
    ['a heading is deleted', 'do for patients', 'orphaned', deletesBlock],
    ['a table cell is made a heading', 'what they need', 'anchored', heading],
  ])('%s', (_name, words, state, command) => {
    const scenery = new Scenery(words, ...blocks);
    scenery.gets(scenery.editor.does(words, command));
    expect(scenery.state).toBe(state);
    scenery.gets(scenery.editor.undoes());
    expect([scenery.state, scenery.reads]).toEqual(['anchored', words]);
  });

  test('a heading is retyped', () => {
    const scenery = new Scenery('What we will do for patients', ...blocks);
    scenery.gets(scenery.editor.retypes('What we will do for patients', 'Money'));
    expect(scenery.state).toBe('orphaned');
  });
});
