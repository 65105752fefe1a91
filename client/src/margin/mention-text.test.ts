import { describe, expect, test } from 'vitest';

import { marked, named, namingAt, peopleFor, unmarked } from './mention-text.ts';
import { editor, lead, person, reviewer } from './thread.fixture.ts';

const people = [lead, editor, reviewer, person('acct-editor-0', 'Editor', 'editor')];

describe('typing a name', () => {
  test('begins with an @ at the start of a word', () => {
    expect(namingAt('Ask @edi', 8)).toEqual({ from: 4, query: 'edi' });
    expect(namingAt('@', 1)).toEqual({ from: 0, query: '' });
    expect(namingAt('mail@example', 12)).toBeNull();
  });

  test('may run over several words, but not over a line or a whole sentence', () => {
    expect(namingAt('@Patient and pu', 15)?.query).toBe('Patient and pu');
    expect(namingAt('@Patient\nand', 12)).toBeNull();
    expect(namingAt('@nobody is called like this here', 32)).toBeNull();
  });

  test('finds people by any word of their name or organisation, the nearest first', () => {
    expect(peopleFor('edi', people).map(({ name }) => name)).toEqual([
      'Editor, workforce',
      'Editor',
    ]);
    expect(peopleFor('public', people).map(({ name }) => name)).toEqual([reviewer.name]);
    expect(peopleFor('care', people)).toHaveLength(4);
    expect(peopleFor('zz', people)).toEqual([]);
  });

  test('finds letters with accents by letters without', () => {
    expect(peopleFor('elan', [person('acct-elan1', 'Élan Wyn', 'reader')])).toHaveLength(1);
  });

  test('puts the name in place of what was typed and goes on behind it', () => {
    expect(named('Ask @edi about it', { from: 4, query: 'edi' }, editor.name)).toEqual({
      text: 'Ask @Editor, workforce about it',
      caret: 23,
    });
  });
});

describe('sending names', () => {
  test('the longest name is meant', () => {
    expect(marked('@Editor, workforce and @Editor agree', people, {})).toBe(
      '@[Editor, workforce](acct-editor) and @[Editor](acct-editor-0) agree',
    );
  });

  test('a longer word that begins like a name is not a mention', () => {
    expect(marked('@Editorial', people, {})).toBe('@Editorial');
  });

  test('of two people of one name, the one chosen is meant', () => {
    const twins = [
      person('acct-twin-1', 'Nurse', 'reader'),
      person('acct-twin-2', 'Nurse', 'reader'),
    ];
    expect(marked('@Nurse', twins, { Nurse: 'acct-twin-1' })).toBe('@[Nurse](acct-twin-1)');
  });

  test('a message read back into a field and sent again is the same', () => {
    const body = 'See @[Editor](acct-editor-0), or (@[Editor, workforce](acct-editor)).';
    const { text, chosen } = unmarked(body);
    expect(text).toBe('See @Editor, or (@Editor, workforce).');
    expect(marked(text, people, chosen)).toBe(body);
  });
});
