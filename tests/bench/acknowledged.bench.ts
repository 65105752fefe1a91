import { bodyOf } from '@gloss/shared/text/body';
import { schemaHash } from '@gloss/shared/text/schema';
import { paths } from '@gloss/shared/wire/api';
import { message, query, writeUpdate } from '@gloss/shared/wire/frames';
import { protocolVersion } from '@gloss/shared/wire/version';
import { DraftCard } from '@gloss/shared/words/draft';
/** How long from an edit's sending to the server's word that it is on disk: one writer, one letter after another. */
import { WebSocket } from 'ws';
import * as Y from 'yjs';

import type { House } from '../stage/house.ts';
import type { Percentiles } from './figures.ts';
import { percentilesOf } from './figures.ts';

/** Sends `count` letters, each after the one before it was acknowledged. */
export async function measureAcknowledged(house: House, count: number): Promise<Percentiles> {
  const person = await house.enter('Bench writer', 'editor');
  const card = DraftCard.parse((await person.agent.get(paths.draft(house.draft))).body);
  person.leaves();
  const params = new URLSearchParams({
    [query.protocol]: String(protocolVersion),
    [query.schema]: schemaHash,
    [query.epoch]: String(card.epoch),
  });
  const address = `${house.url.replace('http', 'ws')}${paths.sync(house.draft)}/text?${params}`;
  const socket = new WebSocket(address, {
    headers: { cookie: person.agent.cookie, origin: house.url },
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const durations: number[] = [];
  for (const update of lettersOf(count)) durations.push(await acknowledged(socket, update));
  socket.close();
  return percentilesOf(durations);
}

function acknowledged(socket: WebSocket, update: Uint8Array): Promise<number> {
  return new Promise((resolve) => {
    const sentAt = performance.now();
    const hear = (data: Buffer): void => {
      if (data[0] !== message.acknowledged) return;
      socket.off('message', hear);
      resolve(performance.now() - sentAt);
    };
    socket.on('message', hear);
    socket.send(writeUpdate(update));
  });
}

/** A new paragraph first, then one update a letter. */
function lettersOf(count: number): Uint8Array[] {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const run = new Y.XmlText();
  doc.transact(() => {
    const block = new Y.XmlElement('paragraph');
    block.setAttribute('bid', crypto.randomUUID());
    bodyOf(doc).push([block]);
    block.insert(0, [run]);
    run.insert(0, 'Here: ');
  });
  for (let at = 1; at < count; at += 1) run.insert(run.length, 'x');
  return updates;
}
