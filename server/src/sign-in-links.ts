/** The lines with links that an operator reads on the terminal. Whoever reads them can sign in: they go to no log. */
import type { People } from './people/people.ts';
import { sampleHost } from './sample/accounts.ts';

/** @returns one line per account, each with a link that is good once within an hour. */
export async function freshLinks(people: People): Promise<string[]> {
  const lines: string[] = [];
  for (const { id, name, email } of await people.accounts()) {
    lines.push(`  ${name}: ${await people.link(id, sampleHost(email))}`);
  }
  return lines;
}

/** @returns the line that sets up an empty house; none once there is an account. */
export async function setupLines(people: People): Promise<string[]> {
  const link = await people.setupLink();
  return link === null ? [] : [`Set up Gloss: ${link}`];
}
