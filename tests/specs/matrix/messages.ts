/** Everything a socket can be told, at both rooms of a draft, and what it then says to whom. */
import { randomUUID } from 'node:crypto';

import type { ActName } from '@gloss/shared/rules/acts';
import type { Permission } from '@gloss/shared/rules/may';
import type { FromClient } from '@gloss/shared/wire/frames';
import { message, writeStep1, writeUpdate } from '@gloss/shared/wire/frames';
import * as encoding from 'lib0/encoding';
import { encodeUtf8 } from 'lib0/string';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';

import { actCases } from './acts.ts';
import { closedWith } from './expected.ts';
import type { Scene } from './principals.ts';
import { passage } from './principals.ts';
import type { Door, Speech } from './socket.ts';

export interface Telling {
  readonly name: string;
  /** Whether it leaves something else on disk where it is granted. */
  readonly changes: boolean;
  /** What it comes to for somebody who takes part. */
  granted(door: Door, may: (permission: Permission) => boolean): string;
  speech(scene: Scene, door: Door): Speech;
}

const question = writeStep1(Y.encodeStateVector(new Y.Doc()));
const notAllowed = closedWith('notAllowed');

/** Kind of message → the ways to send it. A new kind of message without a line does not compile. */
const tellings = {
  step1: [
    {
      name: 'ask for all there is',
      changes: false,
      granted: () => 'answered',
      speech: () => ({ frames: [question], until: 'answered' }),
    },
  ],
  update: [
    {
      name: 'write into the text',
      changes: true,
      granted: (door, may) => (door === 'text' && may('write-text') ? 'acknowledged' : notAllowed),
      speech: () => ({ frames: [writeUpdate(wordsUpdate())], until: 'acknowledged' }),
    },
    {
      name: 'write into the docket',
      changes: false,
      granted: (door, may) =>
        door === 'text' && may('write-text') ? closedWith('badUpdate') : notAllowed,
      speech: () => ({ frames: [writeUpdate(docketUpdate())], until: 'acknowledged' }),
    },
    {
      name: 'say what is known already',
      changes: false,
      granted: () => 'acknowledged',
      speech: () => ({
        frames: [writeUpdate(Y.encodeStateAsUpdate(new Y.Doc()))],
        until: 'acknowledged',
      }),
    },
  ],
  awareness: [
    {
      name: 'show oneself',
      changes: false,
      // Nobody is shown to be in a docket.
      granted: (door) => (door === 'text' ? 'shown' : 'answered'),
      speech: (_scene, door) => {
        const mark = `section-${randomUUID()}`;
        const until = door === 'text' ? 'shown' : 'answered';
        return { frames: [presence(mark), question], until, mark };
      },
    },
  ],
  'query-awareness': [
    {
      name: 'ask who is here',
      changes: false,
      granted: () => 'answered',
      speech: () => ({
        frames: [Uint8Array.of(message.queryAwareness), question],
        until: 'answered',
      }),
    },
  ],
  unknown: [
    unknown('a message of no kind', () => Uint8Array.of(77, 1, 2, 3)),
    unknown('words of a text frame', () => 'hello'),
    ...actCases.map((each) =>
      unknown(`act: ${each.name}`, (scene) => {
        const words = scene.author.selects(passage);
        return JSON.stringify({
          id: randomUUID(),
          act: each.make({ thread: scene.others[each.thread], words }),
        });
      }),
    ),
    unknown('an act in a binary frame', (scene) => {
      const reply: ActName = 'reply';
      const act = { act: reply, thread: scene.others.open, body: 'x' };
      return encodeUtf8(JSON.stringify({ id: randomUUID(), act }));
    }),
  ],
} satisfies Record<FromClient['is'], readonly Telling[]>;

/** One row of the matrix each, at either door. */
export const allTellings: readonly Telling[] = Object.values(tellings).flat();

function unknown(name: string, frame: (scene: Scene) => Uint8Array | string): Telling {
  return {
    name,
    changes: false,
    granted: () => closedWith('protocol'),
    speech: (scene) => ({ frames: [frame(scene), question], until: 'answered' }),
  };
}

/** A paragraph of its own, as an editor would write it. */
function wordsUpdate(): Uint8Array {
  const doc = new Y.Doc();
  const block = new Y.XmlElement('paragraph');
  block.setAttribute('bid', randomUUID());
  doc.getXmlFragment('body').insert(0, [block]);
  const run = new Y.XmlText();
  block.insert(0, [run]);
  run.insert(0, 'Written in the matrix.');
  return Y.encodeStateAsUpdate(doc);
}

/** A thread in nobody's name. */
function docketUpdate(): Uint8Array {
  const doc = new Y.Doc();
  doc.getMap('threads').set('forged', new Y.Map([['opening', 'x']]));
  return Y.encodeStateAsUpdate(doc);
}

function presence(section: string): Uint8Array {
  const awareness = new Awareness(new Y.Doc());
  awareness.setLocalState({ section });
  const update = encodeAwarenessUpdate(awareness, [awareness.clientID]);
  awareness.destroy();
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, message.awareness);
    encoding.writeVarUint8Array(encoder, update);
  });
}
