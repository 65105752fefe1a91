import { AccountId } from '@gloss/shared/words/ids';
import { expect, test } from 'vitest';

import { csvLines } from './record-csv.ts';
import type { NamedRow } from './record-pages.ts';

const account = AccountId.parse('account-ada');

function named(name: string, detail = ''): NamedRow {
  const by = { account, name };
  return { key: 'acts-1', at: 0, did: 'renamed', by, about: null, draft: null, thread: 3, detail };
}

async function fileOf(...rows: NamedRow[]): Promise<string> {
  const pages = async function* () {
    yield rows;
  };
  const parts: Uint8Array[] = [];
  for await (const part of csvLines(pages())) parts.push(part);
  return Buffer.concat(parts).toString();
}

test('[O6] the file begins with its mark and the names of its columns', async () => {
  expect(await fileOf(named('Ada', 'A title, with "quotes"'))).toBe(
    '\ufeffwhen,who,account,did,draft,thread,whom,detail\r\n' +
      '1970-01-01T00:00:00.000Z,Ada,account-ada,renamed,,3,,"A title, with ""quotes"""\r\n',
  );
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://a","b")'])(
  '[O6] no cell begins a formula: %j',
  async (words) => {
    const [, row = ''] = (await fileOf(named(words, words))).split('\r\n', 2);
    for (const cell of row.split(',')) expect(cell).not.toMatch(/^"?[=+\-@\t\r]/);
    expect(await fileOf(named(words))).toContain(`'${words.slice(0, 2)}`);
  },
);
