/** A text comes in as a file and leaves as one; what is no text creates nothing and says so. */
import { readFileSync } from 'node:fs';

import type { Download } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { openTheatre } from './theatre.ts';
import type { PersonWindow } from './window.ts';

const theatre = openTheatre();
let house: House;
let founder: PersonWindow;

beforeAll(async () => {
  house = await openHouse();
  founder = await theatre.window('founder');
  // To the end: whoever goes elsewhere while they are signing in may not be signed in.
  await founder.entersDraft(await house.linkFor('Bea', 'lead'));
});

afterAll(async () => {
  await house.close();
  expect(theatre.faults()).toEqual([]);
});

interface File {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

function file(name: string, content: string | Buffer): File {
  return { name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) };
}

/** Opens the window for a new draft and chooses a file in it. */
async function choose(chosen: File): Promise<void> {
  const { page } = founder;
  await founder.opens(house.url);
  await page.getByRole('button', { name: 'New draft' }).click();
  await page.getByLabel('Start from a file').setInputFiles(chosen);
}

test('a Markdown file becomes a draft with its words, its headings and its tables', async () => {
  await choose(
    file(
      'care-at-home.md',
      '# Care at home\n\nIt *begins* early.\n\n| who | when |\n|---|---|\n| carers | at six |\n',
    ),
  );
  await founder.page.getByRole('button', { name: 'Create draft' }).click();
  await founder.sees('It begins early.');
  await founder.text.getByRole('heading', { name: 'Care at home' }).waitFor();
  await founder.text.getByRole('cell', { name: 'at six' }).waitFor();
});

test.each([
  [
    'a file of another kind',
    file('care.pdf', '%PDF-1.7'),
    /care\.pdf is not a Markdown or HTML file\. Nothing was created\./,
  ],
  [
    'an empty file',
    file('empty.md', ''),
    /There is no text in empty\.md\. Nothing was created\.|no text in this file\. Nothing was created\./,
  ],
  [
    'a file of more than 10 MB',
    file('long.md', 'x'.repeat(10 * 1024 * 1024 + 1)),
    /long\.md is larger than 10 MB\. Nothing was created\./,
  ],
  [
    'bytes that are no text',
    file('image.md', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])),
    /Nothing was created\./,
  ],
])('[A4] %s creates nothing and says so', async (_what, chosen, sentence) => {
  const before = await draftsListed();
  await choose(chosen);
  const { page } = founder;
  // Some is seen before it is sent; the rest when it is.
  if ((await page.getByText(sentence).count()) === 0)
    await page.getByRole('button', { name: 'Create draft' }).click();
  await page.getByText(sentence).waitFor();
  expect(await draftsListed()).toBe(before);
});

test('a draft leaves as Markdown and as a web page, with its words in it', async () => {
  await founder.opens(house.url);
  await founder.page.getByRole('link', { name: 'Care at home' }).click();
  await founder.sees('It begins early.');
  const markdown = await download('Markdown (.md)');
  expect(markdown.suggestedFilename()).toMatch(/\.md$/);
  expect(readFileSync(await markdown.path(), 'utf8')).toContain('It *begins* early.');
  const page = await download('Web page (.html)');
  expect(page.suggestedFilename()).toMatch(/\.html$/);
  expect(readFileSync(await page.path(), 'utf8')).toContain('It <em>begins</em> early.');
});

async function download(item: string): Promise<Download> {
  const { page } = founder;
  await page.getByRole('button', { name: 'Download' }).click();
  const [downloaded] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: item }).click(),
  ]);
  return downloaded;
}

async function draftsListed(): Promise<number> {
  await founder.opens(house.url);
  await founder.page.getByRole('listitem').first().waitFor();
  return founder.page.getByRole('listitem').count();
}
