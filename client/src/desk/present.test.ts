import { AccountId } from '@gloss/shared/words/ids';
import { expect, test } from 'vitest';

import { presentIn } from './present.ts';

const me = AccountId.parse('account-0');
const someone = (account: string, name: string, section?: string) => ({
  user: { account, name, role: 'editor', colour: 2 },
  ...(section && { section }),
});
const here = (...states: unknown[]) => ({
  getStates: () => new Map(states.map((state, at) => [at, state as Record<string, unknown>])),
});

test('everybody else is present once, by name, with the section they are in', () => {
  const awareness = here(
    someone('account-2', 'Social care', 'section-b'),
    someone('account-1', 'Observer'),
    someone('account-2', 'Social care'),
    someone('account-0', 'Myself'),
  );
  expect(presentIn(awareness, me, [])).toEqual([
    { account: 'account-1', name: 'Observer', role: 'editor', colour: 2, section: null },
    { account: 'account-2', name: 'Social care', role: 'editor', colour: 2, section: 'section-b' },
  ]);
});

test('a state that the server did not stamp is nobody', () => {
  expect(presentIn(here({ user: 'bob' }, {}, { cursor: 5 }), me, [])).toEqual([]);
});

test('a caret that moves changes nothing in the list', () => {
  const before = presentIn(here(someone('account-1', 'Observer')), me, []);
  const moved = { ...someone('account-1', 'Observer'), cursor: null };
  expect(presentIn(here(moved), me, before)).toBe(before);
});
