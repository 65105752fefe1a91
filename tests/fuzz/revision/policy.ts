/** A real government policy as it went out for comment, and as it came back, each with kinds of blocks that it has none of. */
import { existsSync, readFileSync } from 'node:fs';

/** It lies beside the project where it is developed; a newcomer's clone has none. */
const corpus = new URL('../../../../shared/corpora/source-code-policy/', import.meta.url);
export const isThere = existsSync(new URL('final.md', corpus));

/** Kinds of blocks that the policy has none of. */
const table = (rows: readonly string[]) =>
  ['', '', '| Phase | What happens | Who answers |', '|---|---|---|', ...rows, ''].join('\n');
export const draft = [
  file('draft.md'),
  table([
    '| Discovery | Agencies list every custom solution they own | The inventory team |',
    '| Pilot | Twenty percent of the code is released as open source | Chief Information Officers |',
    '| Review | The pilot is measured and the results are published | The policy office |',
  ]),
  '> Source code that the public has paid for should be open to the public, unless there is a good reason.\n',
].join('\n');
export const final = [
  file('final.md'),
  table([
    '| Discovery | Agencies list every custom solution they own or use | The inventory team |',
    '| Training | Teams learn how to release what they have written | Human resources |',
    '| Pilot | At least twenty percent of the new code is released as open source | Chief Information Officers |',
    '| Review | The results are published | The policy office |',
  ]),
  '> Source code that the public has paid for should be open to the public, unless there is a very good reason.\n',
].join('\n');

function file(name: string): string {
  const address = new URL(name, corpus);
  return existsSync(address) ? readFileSync(address, 'utf8') : '';
}
