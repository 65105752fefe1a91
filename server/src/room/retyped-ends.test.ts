import { person } from '@gloss/shared/rules/scene.fixture';
import { paragraph } from '@gloss/shared/text/fixture';
import { describe, expect, test } from 'vitest';

import { ScreenlessEditor } from './editor.fixture.ts';
import { Scenery } from './keeper.fixture.ts';

const passage = 'quick amber fox should jump';

/** Selects the first words, and types the others letter by letter in their place. */
function retypes(scenery: Scenery, words: string, instead: string, on = passage): void {
  const from = on.slice(0, on.indexOf(words));
  scenery.gets(scenery.editor.retypes(on, from + instead.slice(0, 1)));
  for (let to = 2; to <= instead.length; to += 1)
    scenery.gets(
      scenery.editor.retypes(from + instead.slice(0, to - 1), from + instead.slice(0, to)),
    );
}

describe('words typed over the last ones of a passage belong to it', () => {
  test.each([
    ['others', 'will run'],
    ['some that begin as they did', 'shall jog'],
    ['some that end as they did', 'may hop'],
    ['some with a full stop in them', 'see p.7 first'],
  ])('[L8] letter by letter: %s', (_name, instead) => {
    const scenery = new Scenery();
    retypes(scenery, 'should jump', instead);
    const reads = `quick amber fox ${instead}`;
    expect(scenery.anchor.state).toEqual({ is: 'edited', reads });
    expect(scenery.reads).toBe(reads);
    expect(scenery.did).toEqual(['edited-passage']);
  });

  test('pasted', () => {
    const scenery = new Scenery();
    scenery.gets(scenery.editor.retypes('should jump', 'will run away'));
    expect(scenery.anchor.state).toEqual({ is: 'edited', reads: 'quick amber fox will run away' });
  });

  test('over its end and beyond', () => {
    const scenery = new Scenery();
    scenery.gets(scenery.editor.retypes('should jump over all', 'runs past'));
    expect(scenery.reads).toBe('quick amber fox runs past');
  });

  test('after they were deleted', () => {
    const scenery = new Scenery();
    scenery.gets(scenery.editor.retypes('should jump', ''));
    expect(scenery.reads).toBe('quick amber fox ');
    scenery.gets(scenery.editor.retypes('fox  over', 'fox r over'));
    scenery.gets(scenery.editor.retypes('fox r over', 'fox ru over'));
    expect(scenery.reads).toBe('quick amber fox ru');
  });

  test('while somebody else edits the same paragraph', () => {
    const scenery = new Scenery();
    const typed = scenery.editor.retypes('should jump', 'r');
    const other = new ScreenlessEditor(scenery.text);
    scenery.gets(typed);
    const others = other.retypes('lazy dogs', 'lazy cats');
    scenery.gets(others, person('lead').account);
    scenery.editor.gets(others);
    scenery.gets(scenery.editor.retypes('fox r', 'fox ru'));
    expect(scenery.reads).toBe('quick amber fox ru');
  });

  test('and are anchored again where they read as before', () => {
    const scenery = new Scenery();
    retypes(scenery, 'jump', 'jump');
    expect([scenery.state, scenery.reads]).toEqual(['anchored', passage]);
  });

  test('and what is taken back is anchored', () => {
    const scenery = new Scenery();
    scenery.gets(scenery.editor.retypes('should jump', 'will run'));
    scenery.gets(scenery.editor.undoes());
    expect([scenery.state, scenery.reads]).toEqual(['anchored', passage]);
  });
});

describe('what does not stand in the place of its words stays outside', () => {
  test('[L8] the sentence after', () => {
    const scenery = new Scenery();
    retypes(scenery, 'jump', 'leap. Then');
    expect(scenery.reads).toBe('quick amber fox should leap.');
  });

  test('what is far longer than they were', () => {
    const scenery = new Scenery('quick amber fox');
    const long = 'hen and whoever else may come along by and by and then again and again';
    retypes(scenery, 'fox', long, 'quick amber fox');
    expect(scenery.reads).toBe('quick amber hen and whoever else may come along by and by and');
  });

  test('words that are typed behind it later, after another edit', () => {
    const scenery = new Scenery();
    scenery.gets(scenery.editor.retypes('jump', 'run'));
    scenery.gets(scenery.editor.retypes('closes', 'ends'));
    scenery.gets(scenery.editor.retypes('run', 'run high'));
    expect(scenery.reads).toBe('quick amber fox should run');
  });

  test('words that somebody else types behind it', () => {
    const scenery = new Scenery();
    scenery.gets(scenery.editor.retypes('jump', 'run'));
    const other = new ScreenlessEditor(scenery.text);
    scenery.gets(other.retypes('run', 'run high'), person('lead').account);
    expect(scenery.reads).toBe('quick amber fox should run');
  });

  test('words of which nothing was deleted', () => {
    const scenery = new Scenery();
    scenery.gets(scenery.editor.retypes('jump', 'jumpily'));
    scenery.gets(scenery.editor.retypes('amber', 'red'));
    expect(scenery.anchor.state).toEqual({ is: 'edited', reads: 'quick red fox should jump' });
  });

  test('where all of it is retyped, it is gone', () => {
    const scenery = new Scenery('Each board', paragraph('Each board will say by when.'));
    scenery.gets(scenery.editor.retypes('Each board', 'Nobody'));
    expect(scenery.state).toBe('orphaned');
  });
});
