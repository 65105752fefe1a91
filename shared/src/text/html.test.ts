import { expect, test } from 'vitest';

import { bodyOf } from './body.ts';
import { contentOf } from './content.ts';
import { block, paragraph, richText, words } from './fixture.ts';
import { toHtml } from './html.ts';

test('the page stands on its own: a whole document that fetches nothing', () => {
  const page = toHtml(contentOf(bodyOf(richText())), 'A strategy');
  expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
  expect(page).toContain('<title>A strategy</title>');
  expect(page).toContain('<table><tbody><tr><th');
  expect(page).not.toMatch(/<script|<link|src=| style="|@import|url\(/);
});

test('what is written in the text and in the title stays text', () => {
  const evil = '<script>alert("x")</script> & </title>';
  const marked = words('here', { type: 'link', attrs: { href: 'https://a.org/?"><script>' } });
  const page = toHtml(block('doc', paragraph(evil, marked)), evil);
  expect(page).not.toContain('<script');
  expect(page).toContain('&lt;script&gt;');
});
