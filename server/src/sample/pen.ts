/** Reads and writes the text of the sample as a person at an editor would: through the room's own door. */
import { selectedBetween } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import { lineOf, pointsIn } from '@gloss/shared/text/reading';
import type { Selected } from '@gloss/shared/words/anchor';
import type { Participant } from '@gloss/shared/words/participant';
import * as Y from 'yjs';

import type { Guest } from '../room/guest.ts';
import type { TextDoor } from '../room/text-door.ts';

/** @returns what a client would send that selected these words. Throws where they do not stand there exactly once. */
export function select(doc: Y.Doc, words: string): Selected {
  const { start, end } = find(doc, words);
  const selected = selectedBetween(bodyOf(doc), start, end);
  if (!selected) throw new Error(`The sample cannot select "${words}".`);
  return selected;
}

/** Puts other words where these stand, in one block. Resolves when the edit is on disk. */
export async function write(
  room: TextDoor,
  writer: Participant,
  instead: string,
  words: string,
): Promise<void> {
  const replica = new Y.Doc();
  Y.applyUpdate(replica, Y.encodeStateAsUpdate(room.doc));
  const known = Y.encodeStateVector(replica);
  replica.transact(() => {
    const { start, end } = find(replica, instead);
    if (start.text !== end.text) throw new Error(`"${instead}" stands in more than one block.`);
    start.text.insert(end.offset, words);
    start.text.delete(start.offset, end.offset - start.offset);
  });
  const nothing = () => undefined;
  const guest: Guest = {
    participant: writer,
    mayWrite: true,
    send: nothing,
    keptBusy: nothing,
    sendAway: nothing,
  };
  room.enter(guest);
  const received = await room.receive(guest, {
    number: 1,
    update: Y.encodeStateAsUpdate(replica, known),
  });
  if (!received.ok) throw new Error(`The sample may not write: ${received.refusal.sentence}`);
  await new Promise<void>((resolve) => room.afterwards(resolve));
  room.leave(guest);
  replica.destroy();
}

function find(doc: Y.Doc, words: string): NonNullable<ReturnType<typeof pointsIn>> {
  const line = lineOf(bodyOf(doc));
  const from = line.words.indexOf(words);
  const isOnce = from >= 0 && line.words.indexOf(words, from + 1) < 0;
  const points = isOnce ? pointsIn(line, from, from + words.length) : null;
  if (!points)
    throw new Error(`The sample's words stand ${from < 0 ? 'nowhere' : 'twice'}: "${words}".`);
  return points;
}
