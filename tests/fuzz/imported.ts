/** Files brought in while the server dies: an answered import is there with all its words, an unanswered one whole or not at all. */
import { paths } from '@gloss/shared/wire/api';
import { DraftSummary } from '@gloss/shared/words/draft';

import type { Agent } from '../stage/agent.ts';
import { answerOf, Unanswered } from './crowd.ts';

/** A file that somebody sent. */
interface Sent {
  readonly title: string;
  readonly words: readonly string[];
  isAnswered: boolean;
}

const wordsInFile = 300;

export class Imports {
  readonly #agent: Agent;
  readonly #sent: Sent[] = [];

  constructor(agent: Agent) {
    this.#agent = agent;
  }

  /** How many were answered. */
  get answered(): number {
    return this.#sent.filter(({ isAnswered }) => isAnswered).length;
  }

  /** Brings a file in. Resolves when the server has answered, or died. */
  async bringsIn(): Promise<void> {
    const number = this.#sent.length + 1;
    const words = Array.from({ length: wordsInFile }, (_, at) => `word${number}x${at}x`);
    const sent: Sent = { title: `File ${number}`, words, isAnswered: false };
    this.#sent.push(sent);
    const lines = words.join(' ').replaceAll('0x ', '0x\n\n');
    try {
      const asked = this.#agent.upload(paths.drafts, 'file.md', `# ${sent.title}\n\n${lines}\n`);
      const { status, body } = await answerOf(asked);
      if (status !== 200) throw new Error(`not brought in: ${JSON.stringify(body)}`);
      sent.isAnswered = true;
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
    }
  }

  /**
   * Reads the list as its maker finds it; and, of the newest file or of all, every word.
   * @returns a line for each file that is not as it must be
   */
  async missing(which: 'newest' | 'all'): Promise<string[]> {
    const { body: list } = await this.#agent.get(paths.drafts);
    const listed = (list as unknown[]).map((summary) => DraftSummary.parse(summary));
    const lines: string[] = [];
    for (const [at, { title, words, isAnswered }] of this.#sent.entries()) {
      const [draft, ...more] = listed.filter((each) => each.title === title);
      if (more.length > 0) lines.push(`twice: ${title}`);
      if (!draft && isAnswered) lines.push(`lost: ${title}, whose import was answered`);
      if (!draft || (which === 'newest' && at < this.#sent.length - 1)) continue;
      const { body } = await this.#agent.get(paths.download(draft.id, 'md'));
      const found = String(body).match(/word\d+x\d+x/g) ?? [];
      if (found.join(' ') !== words.join(' '))
        lines.push(`half: ${title} has ${found.length} words of ${words.length}`);
    }
    return lines;
  }
}
