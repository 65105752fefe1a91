/**
 * A text of one's own by chance, proposed change by change and accepted: the text then reads and looks as the own one did.
 */
import { changesInFork } from '@gloss/client/desk/fork-changes';
import { asAct } from '@gloss/client/desk/proposed-change';
import { accepted, draftOf } from '@gloss/server/room/accepted-blocks.fixture';
import { bodyOf } from '@gloss/shared/text/body';
import { faceOf } from '@gloss/shared/text/compare';
import type { JSONContent } from '@gloss/shared/text/content';
import { contentOf, fillBody } from '@gloss/shared/text/content';
import { block, heading, list, paragraph, words } from '@gloss/shared/text/fixture';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import type { Dice } from '../../stage/dice.ts';
import { dice } from '../../stage/dice.ts';
import { report, triesOf } from '../../stage/proof.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
const rounds = triesOf('PROPOSED_TEXTS', { short: 120, full: 5000 });

const marks = [[], [], [], [{ type: 'bold' }], [{ type: 'italic' }]] as const;

/** @returns what is wrong once all that differs was proposed, and accepted one after the other; empty where nothing is. */
async function wrongWith(at: number, toAct: typeof asAct, figures: Figures): Promise<string[]> {
  const chance = dice(seed + at);
  const told = Array.from({ length: 5 + chance.upTo(5) }, () => someBlock(chance));
  const draft = await draftOf(heading(1, 'A strategy'), ...told, paragraph('The end.'));
  const own = new Y.Doc();
  fillBody(own, block('doc', ...rewritten(draft.content(), chance)));
  const changes = changesInFork(draft.text(), own);
  const wrong: string[] = [];
  for (const change of changes) {
    const code = await draft.does(toAct(draft.text(), change));
    if (code !== 'done') return [`${at}: not proposed: ${code}`];
    figures.changes += 1;
    if (change.blocks) figures.blocks += 1;
  }
  for (const [before] of changes.entries()) {
    const code = await draft.does({ ...accepted, thread: draft.is(before + 1).id });
    if (code !== 'done') wrong.push(`${at}: #${before + 1} not accepted: ${code}`);
  }
  if (draft.face() !== faceOf(contentOf(bodyOf(own))))
    wrong.push(`${at}: reads or looks otherwise`);
  return wrong;
}

interface Figures {
  changes: number;
  blocks: number;
}

test(`[P6][P9] what was written is proposed change by change, and accepted reads and looks so (${rounds} texts, SEED=${seed})`, async () => {
  const figures = { changes: 0, blocks: 0 };
  const wrong: string[] = [];
  for (let at = 0; at < rounds; at += 1) wrong.push(...(await wrongWith(at, asAct, figures)));
  report({ name: 'proposed texts', figures: { texts: rounds, ...figures, wrong: wrong.length } });
  expect(wrong).toEqual([]);
});

test('[P9] control: with words alone, texts read or look otherwise', async () => {
  const wrong: string[] = [];
  const wordsAlone: typeof asAct = (text, { blocks: _none, ...change }) => asAct(text, change);
  for (let at = 0; at < 20; at += 1)
    wrong.push(...(await wrongWith(at, wordsAlone, { changes: 0, blocks: 0 })));
  expect(wrong.join()).toContain('otherwise');
});

function someBlock(chance: Dice): JSONContent {
  const at = chance.upTo(9);
  if (at === 0) return { type: 'horizontalRule' };
  if (at === 1) return paragraph();
  if (at === 2)
    return list(
      someWords(chance)
        .map(({ text }) => text)
        .join(' '),
      'Second item.',
    );
  const line = someWords(chance);
  return chance.upTo(2) === 0
    ? { type: 'heading', attrs: { level: 2 }, content: line }
    : paragraph(...line);
}

let made = 0;

function someWords(chance: Dice): JSONContent[] {
  return Array.from({ length: 1 + chance.upTo(4) }, () => {
    const said = Array.from({ length: 1 + chance.upTo(3) }, () => `w${(made += 1)}`).join(' ');
    return words(`${said} `, ...chance.oneOf(marks));
  });
}

/** Some blocks as they are, and some changed in one of the ways that people have. */
function rewritten(blocks: readonly JSONContent[], chance: Dice): JSONContent[] {
  const [title, ...rest] = structuredClone(blocks) as JSONContent[];
  let isNew = false;
  const changed = rest.slice(0, -1).flatMap((each): JSONContent[] => {
    const wasNew = isNew;
    isNew = false;
    const { content = [], type } = each;
    const isText = type === 'paragraph' || type === 'heading';
    const fate = chance.upTo(11);
    if (fate === 0) return [];
    if (fate === 1 && !wasNew) {
      isNew = true;
      return [each, someBlock(chance)];
    }
    if (!isText) return [each];
    if (fate === 2) return [{ ...each, type: 'heading', attrs: { ...each.attrs, level: 3 } }];
    if (fate === 3)
      return [{ ...each, content: content.map((run) => ({ ...run, marks: [{ type: 'bold' }] })) }];
    if (fate === 4) return [{ ...each, content: [...content, ...someWords(chance)] }];
    if (fate === 5)
      return [
        {
          ...each,
          content: content.map((run) => ({
            ...run,
            text: run.text?.replace(/w\d+/, `n${(made += 1)}`),
          })) as JSONContent[],
        },
      ];
    if (fate === 6 && content.length > 1) {
      isNew = true;
      return [{ ...each, content: content.slice(0, 1) }, paragraph(...content.slice(1))];
    }
    return [each];
  });
  return [title ?? {}, ...changed, rest.at(-1) ?? {}];
}
