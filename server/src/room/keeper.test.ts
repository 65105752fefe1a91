import { person } from '@gloss/shared/rules/scene.fixture';
import { resolveSpan } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import { list, paragraph } from '@gloss/shared/text/fixture';
import { schema } from '@gloss/shared/text/schema';
import { authorOf } from '@gloss/shared/words/participant';
import { joinBackward, lift, splitBlock, wrapIn } from '@tiptap/pm/commands';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from '@tiptap/pm/schema-list';
import { describe, expect, test } from 'vitest';

import { ScreenlessEditor } from './editor.fixture.ts';
import {
  after,
  around,
  before,
  bold,
  carriesTo,
  heading,
  node,
  passage,
  Scenery,
} from './keeper.fixture.ts';

describe('ordinary editing around a passage leaves it anchored, and says nothing', () => {
  const quiet: [string, (editor: ScreenlessEditor) => Uint8Array][] = [
    ['Enter before it', (e) => e.before('quick', splitBlock)],
    ['Enter inside it', (e) => e.before('fox', splitBlock)],
    ['Enter after it', (e) => e.before(' over', splitBlock)],
    ['its paragraph becomes a heading', (e) => e.does(passage, heading)],
    ['its paragraph becomes a quotation', (e) => e.does(passage, wrapIn(node('blockquote')))],
    ['its paragraph becomes a list', (e) => e.does(passage, wrapInList(node('bulletList')))],
    ['its paragraph is joined with the one before', (e) => e.before('Soon', joinBackward)],
    ['the next paragraph is joined to it', (e) => e.before('The last', joinBackward)],
    ['half of it becomes bold', (e) => e.does('amber fox', bold)],
    ['words are typed right before it', (e) => e.retypes('the quick', 'the very quick')],
    ['words are typed right after it', (e) => e.retypes('jump over', 'jump high over')],
    ['the paragraph before it is deleted', (e) => e.retypes(before, '')],
  ];
  test.each(quiet)('%s', (_name, edit) => {
    const scenery = new Scenery();
    scenery.gets(edit(scenery.editor));
    expect(scenery.state).toBe('anchored');
    expect(scenery.reads?.replaceAll('\n', '')).toBe(passage);
    expect(scenery.did).toEqual([]);
  });

  test('Enter inside it and joining back restores it as it was', () => {
    const scenery = new Scenery();
    scenery.gets(scenery.editor.before('fox', splitBlock));
    expect(scenery.reads).toBe('quick amber \nfox should jump');
    scenery.gets(scenery.editor.before('fox', joinBackward));
    expect(scenery.reads).toBe(passage);
    expect(scenery.state).toBe('anchored');
  });

  test('a list item is indented, lifted and split', () => {
    const items = list('first of all', 'a quiet zone near the ward', 'last of all');
    const scenery = new Scenery('quiet zone near', paragraph(before), items);
    const item = node('listItem');
    scenery.gets(scenery.editor.does('quiet', sinkListItem(item)));
    expect([scenery.state, scenery.reads]).toEqual(['anchored', 'quiet zone near']);
    scenery.gets(scenery.editor.does('quiet', liftListItem(item)));
    expect([scenery.state, scenery.reads]).toEqual(['anchored', 'quiet zone near']);
    scenery.gets(scenery.editor.before('quiet', splitListItem(item)));
    expect([scenery.state, scenery.reads]).toEqual(['anchored', 'quiet zone near']);
    scenery.gets(scenery.editor.does('quiet', lift));
    expect([scenery.state, scenery.reads]).toEqual(['anchored', 'quiet zone near']);
  });

  test('a short passage survives Enter before it, where its words stand elsewhere too', () => {
    const twice = [paragraph('AI is here. We use AI daily.'), paragraph('AI is there.')];
    const scenery = new Scenery('use AI', ...twice);
    scenery.gets(scenery.editor.before('use', splitBlock));
    expect([scenery.state, scenery.reads]).toEqual(['anchored', 'use AI']);
  });

  test('one of three paragraphs that read alike is not confused with the others', () => {
    const alike = paragraph(around);
    const third = list(around);
    const scenery = new Scenery(passage, alike, alike, third);
    scenery.gets(scenery.editor.does(passage, heading));
    const [first] = bodyOf(scenery.text).toArray();
    const at = resolveSpan(scenery.text, scenery.anchor.span);
    expect(at?.start.text.parent).toBe(first);
    expect(scenery.state).toBe('anchored');
  });

  test('a passage over two paragraphs survives that both become a list', () => {
    const scenery = new Scenery('importance here.\nSoon the quick');
    scenery.gets(scenery.editor.does(`${before}\n${around}`, wrapInList(node('bulletList'))));
    expect([scenery.state, scenery.reads]).toEqual([
      'anchored',
      'importance here.\nSoon the quick',
    ]);
  });
});

describe('a change inside the passage', () => {
  test('is recorded once, however many keys it takes', () => {
    const scenery = new Scenery();
    scenery.gets(scenery.editor.retypes('amber', 'amberx'));
    scenery.gets(scenery.editor.retypes('amberx', 'amberxy'));
    scenery.gets(scenery.editor.retypes('fox ', ''));
    expect(scenery.anchor.state).toEqual({ is: 'edited', reads: 'quick amberxy should jump' });
    expect(scenery.did).toEqual(['edited-passage']);
    expect(scenery.anchor.quote.exact).toBe(passage);
  });

  test('that is taken back leaves it anchored again', () => {
    const scenery = new Scenery();
    scenery.gets(scenery.editor.retypes('amber', 'red'));
    scenery.gets(scenery.editor.undoes());
    expect([scenery.state, scenery.reads]).toEqual(['anchored', passage]);
    expect(scenery.did).toEqual(['edited-passage', 'found-again']);
  });

  test.each([
    ['first', 'quick ', 'amber fox should jump'],
    ['last', 'jump', 'quick amber fox should '],
  ])('[T10] that took its %s word is over when the word is back', (_which, word, rest) => {
    const scenery = new Scenery();
    scenery.gets(scenery.editor.retypes(passage, rest));
    expect(scenery.anchor.state).toEqual({ is: 'edited', reads: rest });
    scenery.gets(scenery.editor.retypes('closes', 'ends'));
    scenery.gets(scenery.editor.retypes(rest, rest.endsWith(' ') ? rest + word : word + rest));
    expect([scenery.state, scenery.reads]).toEqual(['anchored', passage]);
    expect(scenery.did).toEqual(['edited-passage', 'found-again']);
  });

  test('that took a whole end of it is over when that is back', () => {
    const scenery = new Scenery('importance here.\nSoon the quick');
    scenery.gets(scenery.editor.retypes('Soon the quick', ''));
    scenery.gets(scenery.editor.retypes('importance ', ''));
    scenery.gets(scenery.editor.retypes('of no here', 'of no importance here'));
    expect(scenery.state).toBe('edited');
    scenery.gets(scenery.editor.retypes(' amber', 'Soon the quick amber'));
    expect([scenery.state, scenery.reads]).toEqual([
      'anchored',
      'importance here.\nSoon the quick',
    ]);
  });

  test('stays what it is when the paragraph is then made a heading', () => {
    const scenery = new Scenery();
    scenery.gets(scenery.editor.retypes('amber', 'red'));
    scenery.gets(scenery.editor.does('fox', heading));
    expect(scenery.anchor.state).toEqual({ is: 'edited', reads: 'quick red fox should jump' });
    expect(scenery.reads).toBe('quick red fox should jump');
    expect(scenery.did).toEqual(['edited-passage']);
  });

  test('is seen where a paragraph is put between its two', () => {
    const scenery = new Scenery('importance here.\nSoon the quick');
    scenery.gets(
      scenery.editor.before('Soon', (state, dispatch) => {
        const between = node('paragraph').create({ bid: 'between' }, schema.text('Between.'));
        dispatch?.(state.tr.insert(state.selection.from - 1, between));
        return true;
      }),
    );
    expect(scenery.anchor.state).toEqual({
      is: 'edited',
      reads: 'importance here.\nBetween.\nSoon the quick',
    });
  });
});

describe('words that leave their place', () => {
  test('are followed to where they were carried in one step, and the thread says so', () => {
    const scenery = new Scenery(
      passage,
      paragraph(before),
      paragraph('One more in between.'),
      paragraph(around),
      paragraph(after),
    );
    scenery.gets(scenery.editor.does(passage, carriesTo('start')));
    expect(scenery.anchor.state).toEqual({ is: 'moved', confirm: false, reads: passage });
    expect(scenery.reads).toBe(passage);
    expect(scenery.did).toEqual(['moved-anchor']);
  });

  test('[T10] are an orphan once deleted, and anchored again when the deletion is undone', () => {
    const scenery = new Scenery();
    scenery.gets(scenery.editor.retypes(passage, ''));
    expect([scenery.state, scenery.reads, scenery.did]).toEqual(['orphaned', null, ['orphaned']]);
    scenery.gets(scenery.editor.undoes());
    expect([scenery.state, scenery.reads]).toEqual(['anchored', passage]);
    expect(scenery.did).toEqual(['orphaned', 'found-again']);
  });

  test('are an orphan with their whole paragraph, and back with it', () => {
    const scenery = new Scenery();
    scenery.gets(
      scenery.editor.before('Soon', (state, dispatch) => {
        const { $from } = state.selection;
        dispatch?.(state.tr.delete($from.before(), $from.after()));
        return true;
      }),
    );
    expect(scenery.state).toBe('orphaned');
    scenery.gets(scenery.editor.undoes());
    expect([scenery.state, scenery.reads]).toEqual(['anchored', passage]);
  });

  test('are found where they are pasted after a cut', () => {
    const scenery = new Scenery();
    scenery.gets(scenery.editor.retypes(` ${passage}`, ''));
    scenery.gets(scenery.editor.retypes('for the time being.', `for the ${passage} time being.`));
    expect(scenery.anchor.state).toEqual({ is: 'moved', confirm: false, reads: passage });
    expect(scenery.did).toEqual(['orphaned', 'moved-anchor']);
  });

  test('are not taken for the same words that someone types elsewhere, when they are few', () => {
    const scenery = new Scenery('amber');
    scenery.gets(scenery.editor.retypes('amber ', ''));
    expect(scenery.state).toBe('orphaned');
    scenery.gets(scenery.editor.retypes('closes the', 'closes the amber'));
    expect(scenery.state).toBe('orphaned');
  });

  test('want a person to confirm when they stood elsewhere all along', () => {
    const copy = `Again a ${passage} in quite other company.`;
    const scenery = new Scenery(passage, paragraph(around), paragraph(before), paragraph(copy));
    scenery.gets(scenery.editor.retypes(around, 'Nothing.'));
    expect(scenery.anchor.state).toEqual({ is: 'moved', confirm: true, reads: passage });
  });

  test('want a person to confirm when they came back changed', () => {
    const scenery = new Scenery(
      passage,
      paragraph(before),
      paragraph('One more in between.'),
      paragraph(around),
      paragraph('Elsewhere the quick amber fix should jump as well.'),
    );
    scenery.gets(
      scenery.editor.before('Soon', (state, dispatch) => {
        const { $from } = state.selection;
        dispatch?.(state.tr.delete($from.before(), $from.after()));
        return true;
      }),
    );
    expect(scenery.anchor.state).toEqual({
      is: 'moved',
      confirm: true,
      reads: 'quick amber fix should jump',
    });
  });
});

describe('someone else typing inside it while its paragraph is split', () => {
  const typing: [string, string, string][] = [
    ['behind the break', 'should jump', 'should maybe jump'],
    ['before the break', 'amber', 'amber-red'],
  ];
  test.each(typing)('[L5] %s: both halves, whoever is first', (_name, words, instead) => {
    const reads = ['first', 'second'].map((which) => {
      const scenery = new Scenery();
      const other = new ScreenlessEditor(scenery.text);
      const updates = [other.retypes(words, instead), scenery.editor.before(' fox', splitBlock)];
      for (const update of which === 'first' ? updates : updates.toReversed()) scenery.gets(update);
      expect(scenery.state).toBe('edited');
      return scenery.reads;
    });
    expect(new Set(reads).size).toBe(1);
    expect(reads[0]).toContain('\n fox should jump');
    expect(reads[0]?.startsWith('quick amber')).toBe(true);
  });

  test('where the longer half is the last one', () => {
    const long = `${'and so on '.repeat(20)}to the end.`;
    const scenery = new Scenery(passage, paragraph(`${passage} ${long}`), paragraph(after));
    const other = new ScreenlessEditor(scenery.text);
    scenery.gets(other.retypes('should jump', 'should maybe jump'));
    scenery.gets(scenery.editor.before(' fox', splitBlock));
    expect(scenery.reads).toContain('fox should');
    expect(scenery.reads?.startsWith('quick amber')).toBe(true);
  });
});

test('a thread whose passage is not touched is not looked at', () => {
  const scenery = new Scenery();
  const { thread } = scenery;
  scenery.gets(scenery.editor.retypes('closes', 'ends'));
  expect(scenery.thread).toBe(thread);
});

test('a line of history says the beginning of a long passage, whichever way its words go', () => {
  const long = 'a long passage about one thing and another, '.repeat(60).trim();
  const scenery = new Scenery(long, paragraph(before), paragraph(`${long} ends.`));
  for (const typed of ['passages', 'passage'])
    scenery.gets(scenery.editor.retypes(typed === 'passage' ? 'passages' : 'passage', typed));
  scenery.gets(scenery.editor.retypes(long, ''));
  expect(scenery.did).toEqual(['edited-passage', 'found-again', 'orphaned']);
  expect(scenery.thread.history.map(({ detail }) => detail.length)).toEqual([501, 501, 501]);
  expect(scenery.thread.history[0]?.detail).toMatch(/^a long passages about .*…$/);
  expect(scenery.anchor.quote.exact).toBe(long);
});

test('a passage that goes to and fro without end fills no history: the first lines stay, and the last says how it is', () => {
  const scenery = new Scenery();
  const [plain, changed] = ['amber', 'ambers'];
  for (let time = 0; time < 40; time += 1) {
    scenery.gets(scenery.editor.retypes(plain, changed));
    scenery.gets(scenery.editor.retypes(changed, plain));
  }
  expect(scenery.did).toHaveLength(12);
  expect([scenery.state, scenery.did.at(-1)]).toEqual(['anchored', 'found-again']);
  const first = scenery.thread.history.slice(0, 11);
  scenery.gets(scenery.editor.retypes(plain, changed));
  expect([scenery.state, scenery.did.at(-1)]).toEqual(['edited', 'edited-passage']);
  expect(scenery.thread.history.slice(0, 11)).toEqual(first);
  // What somebody does is written down, and so is what comes after it.
  const by = authorOf(person('lead'));
  const labelled = { at: 1_000, by, did: 'labelled' as const, detail: 'Equity' };
  scenery.thread = { ...scenery.thread, history: [...scenery.thread.history, labelled] };
  scenery.gets(scenery.editor.retypes(changed, plain));
  expect(scenery.did).toHaveLength(14);
});
