import { expect, test } from 'vitest';

import { routeOf } from './route.ts';

const origin = 'https://gloss.example';
const files = new Set(['/index.html', '/assets/main-1a2b.js']);
const route = (path: string, more: { method?: string; mode?: RequestMode } = {}) =>
  routeOf({ method: 'GET', mode: 'cors', ...more, url: new URL(path, origin).href }, origin, files);

test('going to a draft is answered with a page', () => {
  expect(route('/d/some-draft#24', { mode: 'navigate' })).toBe('page');
  expect(route('/', { mode: 'navigate' })).toBe('page');
});

test('a file of the app is answered from what is kept', () => {
  expect(route('/assets/main-1a2b.js')).toBe('file');
});

test('nothing about drafts is ever kept, not even where it is navigated to', () => {
  expect(route('/api/drafts')).toBe('server');
  expect(route('/api/drafts/some-draft/download.md', { mode: 'navigate' })).toBe('server');
  expect(route('/sync/some-draft/text')).toBe('server');
});

test('what is sent, what is elsewhere and what is unknown is left to the server', () => {
  expect(route('/', { method: 'POST', mode: 'navigate' })).toBe('server');
  expect(route('https://elsewhere.example/assets/main-1a2b.js')).toBe('server');
  expect(route('/assets/of-another-version.js')).toBe('server');
});
