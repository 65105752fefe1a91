/** A draft made by chance with a seed: headings, paragraphs, lists and tables, and threads on words all over it. */
import type { Act } from '@gloss/shared/rules/acts';
import { judge } from '@gloss/shared/rules/acts';
import { threadsOf, writeThread } from '@gloss/shared/rules/docket';
import { selectedBetween } from '@gloss/shared/text/anchor';
import { blocksAtHand } from '@gloss/shared/text/blocks-at-hand';
import { bodyOf } from '@gloss/shared/text/body';
import { ActId } from '@gloss/shared/words/ids';
import type { Thread } from '@gloss/shared/words/thread';
import * as Y from 'yjs';

import type { Dice } from '../../stage/dice.ts';
import { dice } from '../../stage/dice.ts';
import { lead } from './lead.ts';

/** How much is in a draft. A usual strategy has 8,000 words and 60 threads. */
export interface Size {
  readonly words: number;
  readonly threads: number;
}

/** Both documents of a draft, as updates of Yjs. */
export interface SeededDraft {
  readonly text: Uint8Array;
  readonly docket: Uint8Array;
}

const vocabulary = (
  'care people data trust system health model risk public service patient clinical evidence review staff local national ' +
  'policy decision support safety learning record access equity privacy audit board pilot impact must should may when ' +
  'where with without between the of and to in for on by is are that which their every before after under through'
).split(' ');

/** @returns the same draft for the same size and seed. */
export function seededDraft({ words, threads }: Size, seed: number): SeededDraft {
  const chance = dice(seed);
  const text = new Y.Doc();
  const docket = new Y.Doc();
  text.clientID = 1;
  docket.clientID = 2;
  const runs = writeText(text, words, chance);
  docket.transact(() => {
    for (let number = 1; number <= threads; number += 1)
      writeThread(docket, threadOn(text, chance.oneOf(runs), number, chance));
  });
  if (threadsOf(docket).size !== threads) throw new Error('some threads have the same id');
  return { text: Y.encodeStateAsUpdate(text), docket: Y.encodeStateAsUpdate(docket) };
}

/** @returns the runs of the text in which a thread may stand. */
function writeText(doc: Y.Doc, words: number, chance: Dice): Y.XmlText[] {
  const runs: Y.XmlText[] = [];
  const due = { words };
  let blocks = 0;
  const run = (length: number): Y.XmlText => {
    due.words -= length;
    const text = new Y.XmlText(sentence(length, chance));
    runs.push(text);
    return text;
  };
  const block = (name: string, children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement => {
    const element = new Y.XmlElement(name);
    blocks += 1;
    if (!/^table./.test(name)) element.setAttribute('bid', `block-${blocks}`);
    element.insert(0, children);
    return element;
  };
  const paragraph = (length: number) => block('paragraph', [run(length)]);
  const heading = (level: number): Y.XmlElement => {
    const element = block('heading', [run(5)]);
    // y-tiptap keeps numbers as numbers, though Yjs types attributes as strings.
    element.setAttribute('level', level as never);
    return element;
  };
  const many = (count: number, one: () => Y.XmlElement) => Array.from({ length: count }, one);
  doc.transact(() => {
    const body: Y.XmlElement[] = [heading(1)];
    for (let at = 1; due.words > 0; at += 1) {
      if (at % 12 === 1) body.push(heading(at % 36 === 1 ? 2 : 3));
      else if (at % 20 === 0) {
        const item = () => block('listItem', [paragraph(12)]);
        body.push(block('bulletList', many(5, item)));
      } else if (at % 60 === 0) {
        const cell = () => block('tableCell', [paragraph(6)]);
        body.push(
          block(
            'table',
            many(4, () => block('tableRow', many(3, cell))),
          ),
        );
      } else body.push(paragraph(40 + chance.upTo(80)));
    }
    bodyOf(doc).insert(0, body);
  });
  return runs;
}

function sentence(length: number, chance: Dice): string {
  const words = Array.from({ length }, () => chance.oneOf(vocabulary)).join(' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** One in four proposes other words, one in five is decided, by the rules that hold for everybody. */
function threadOn(doc: Y.Doc, text: Y.XmlText, number: number, chance: Dice): Thread {
  const offset = chance.upTo(Math.max(0, text.length - 20));
  const end = Math.min(text.length, offset + 8 + chance.upTo(80));
  const selected = selectedBetween(bodyOf(doc), { text, offset }, { text, offset: end });
  if (selected === null) throw new Error('there are no words to speak about');
  const body = sentence(8 + chance.upTo(30), chance);
  const about = { selected, body, type: 'general' as const, labels: [] };
  const opened = asked(
    number % 4 === 0
      ? { act: 'propose', ...about, wording: sentence(6, chance) }
      : { act: 'annotate', ...about },
    number,
    undefined,
  );
  if (number % 5 !== 0) return opened;
  const reason = sentence(6, chance);
  return asked({ act: 'decide', thread: opened.id, as: 'noted', reason }, number, opened);
}

function asked(act: Act, number: number, thread: Thread | undefined): Thread {
  const ruling = judge(act, {
    act: ActId.parse(`bench-act-${number}${thread ? '-decided' : ''}`),
    at: Date.UTC(2026, 0, 1) + number,
    actor: lead,
    participants: [lead],
    nextNumber: number,
    thread: () => thread,
    blocks: blocksAtHand(new Y.Doc()),
    settle: ({ quote, ...span }) => ({
      ok: true,
      value: { span, quote, section: '', seq: 1, state: { is: 'anchored' } },
    }),
  });
  if (!ruling.ok) throw new Error(`the rules refuse the bench: ${ruling.refusal.code}`);
  return ruling.value.thread;
}
