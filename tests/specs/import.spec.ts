/** A draft from a file: every word comes in, and what is no text creates nothing and says what to do. */
import { existsSync, readFileSync } from 'node:fs';

import { countWords } from '@gloss/shared/text/plain';
import { paths } from '@gloss/shared/wire/api';
import { importBytes } from '@gloss/shared/wire/limits';
import { DraftSummary } from '@gloss/shared/words/draft';
import type { DraftId } from '@gloss/shared/words/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { lineTo } from '../stage/intruder.ts';
import { until } from '../stage/until.ts';

/** A real policy draft. It lies beside the project where it is developed; a newcomer's clone has none. */
const policy = new URL('../../../shared/corpora/source-code-policy/draft.md', import.meta.url);

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('[I1] a Markdown file becomes a draft with its title, headings, lists, table and notes', async () => {
  const file = [
    '# A plan\n\nIt has *words* and a [link](https://www.w3.org/WAI/).[^1]\n',
    '## Steps\n\n- one\n  - two\n    - three\n      - four\n',
    '| who | what |\n|---|---|\n| all | much |\n',
    '[^1]: A note at the end.\n',
  ].join('\n');
  const created = await bringsIn('plan.md', file);
  expect(created.title).toBe('A plan');
  const markdown = await download(created.id, 'md');
  expect(markdown).toContain('# A plan');
  expect(markdown).toContain('## Steps');
  expect(markdown).toMatch(/\|\s*who\s*\|\s*what\s*\|/);
  expect(markdown).toContain('[link](https://www.w3.org/WAI/)');
  for (const word of ['three', 'four', 'A note at the end.']) expect(markdown).toContain(word);
  expect(await download(created.id, 'html')).toMatch(/<h2[^>]*>Steps<\/h2>/);
});

test('[I1] a web page becomes a draft without its scripts, and no word of it is lost', async () => {
  const file = `<!doctype html><title>Page</title><script>alert(1)</script><h1>Care</h1>
    <div onclick="x()">Words in a <b>div</b> <a href="javascript:x()">and a link</a></div><custom-tag>and in a strange tag</custom-tag>`;
  const html = await download((await bringsIn('page.html', file)).id, 'html');
  for (const words of ['Care', 'Words in a', 'div', 'and a link', 'and in a strange tag'])
    expect(html).toContain(words);
  expect(html).not.toMatch(/alert|javascript:|onclick|custom-tag/);
});

test('[I1] a list or a table that a page writes with values of its own can be edited once it is in', async () => {
  const { id } = await bringsIn(
    'page.html',
    `<p>Before.</p><ol type="disc" start="-3"><li>First item</li><li>Second item</li></ol>
      <table><tr><td colspan="0">Cell</td><td rowspan="9999">Beside</td></tr></table>
      <p><a href="https://a.org" title="${'t'.repeat(2000)}">Link</a></p>`,
  );
  const ida = await house.enter('Ida', 'editor', id);
  for (const run of ida.runs()) {
    run.insert(run.length, ' edited');
    await ida.untilSaved();
  }
  const markdown = await download(id, 'md');
  for (const words of ['First item', 'Cell', '[Link'])
    expect(markdown).toContain(`${words} edited`);
});

test('[I2] a wrong, empty or oversized file gets a sentence and creates nothing', async () => {
  const before = (await house.lead.get(paths.drafts)).body;
  const picture = new Uint8Array([
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 1, 255, 254,
  ]);
  const refused: [string, string | Uint8Array<ArrayBuffer>, number, string][] = [
    ['empty.md', '', 400, 'file-empty'],
    ['blank.md', ' \n\n ', 400, 'file-empty'],
    ['picture.md', picture, 400, 'file-unreadable'],
    ['picture.png', picture, 400, 'file-unreadable'],
    ['report.docx', 'PK\u0003\u0004', 400, 'file-unreadable'],
    ['long.md', 'word '.repeat(importBytes / 5 + 1000), 413, 'too-large'],
  ];
  for (const [name, content, status, code] of refused) {
    const answer = await house.lead.upload(paths.drafts, name, content);
    expect(answer, name).toMatchObject({ body: { refusal: { code } }, status });
    const { refusal } = answer.body as { refusal: { sentence: string } };
    expect(refusal.sentence).toMatch(/\w{3,}.*\./);
  }
  expect((await house.lead.get(paths.drafts)).body).toEqual(before);
});

test('[S2] whoever was signed out meanwhile hears so, also who sends all of a file before listening', async () => {
  const stranger = house.stranger();
  const file = Buffer.alloc(5 * 1024 * 1024, 'x');
  const head =
    `POST ${paths.drafts} HTTP/1.1\r\nHost: ${new URL(house.url).host}\r\nOrigin: ${house.url}\r\n` +
    `Content-Type: multipart/form-data; boundary=x\r\nContent-Length: ${file.length}\r\n\r\n`;
  for (let time = 0; time < 10; time++) {
    const line = lineTo(stranger).pause();
    line.write(head);
    await new Promise((resolve) => line.write(file, resolve));
    let answer = '';
    line.on('data', (bytes: Buffer) => (answer += bytes.toString())).resume();
    await until('it is answered', () => answer.startsWith('HTTP/1.1 401 '));
    line.destroy();
  }
});

test.skipIf(!existsSync(policy))('[I3] a real policy of 6,800 words comes in whole', async () => {
  const file = readFileSync(policy, 'utf8');
  const { id } = await bringsIn('draft.md', file);
  const html = await download(id, 'html');
  const words = countWords(
    html.replace(/<(style|title)[^]*?<\/\1>/g, ' ').replace(/<[^>]+>/g, ' '),
  );
  const lines = file.split('\n');
  console.log(
    `words: ${countWords(file)} in the raw file, its marks and addresses included; ${words} in the draft`,
  );
  expect(words).toBeGreaterThan(6_300);
  const headings = lines.filter((line) => /^#{1,6} /.test(line)).length;
  expect([...html.matchAll(/<h[1-6]/g)].length).toBeGreaterThanOrEqual(headings);
  expect([...html.matchAll(/<sup/g)].length).toBeGreaterThan(90);
});

async function bringsIn(name: string, content: string): Promise<DraftSummary> {
  const created = await house.lead.upload(paths.drafts, name, content);
  expect(created, JSON.stringify(created.body)).toMatchObject({ status: 200 });
  return DraftSummary.parse(created.body);
}

async function download(draft: DraftId, form: 'md' | 'html'): Promise<string> {
  return (await house.lead.fetch(paths.download(draft, form))).text();
}
