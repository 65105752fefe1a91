import { bodyOf } from '@gloss/shared/text/body';
import { readFromClient } from '@gloss/shared/wire/frames';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';

import type { Answered } from './answers.ts';
import { Answers, isStateVector, largeBytes, updatesAlong } from './answers.ts';

const emptyVector = Y.encodeStateVector(new Y.Doc());

/** A document with a checkpoint of so many bytes, and edits after it. */
class TestDocument implements Answered {
  readonly updates: Uint8Array[] = [];
  readonly stored: { seq: number; state: Uint8Array; stateVector: Uint8Array };
  isUnpacked = false;
  #doc = new Y.Doc();

  constructor(bytes: number) {
    const text = new Y.XmlText();
    bodyOf(this.#doc).push([text]);
    text.insert(0, 'x'.repeat(bytes));
    const state = Y.encodeStateAsUpdate(this.#doc);
    this.stored = { seq: 7, state, stateVector: Y.encodeStateVector(this.#doc) };
    this.#doc.on('update', (update: Uint8Array) => this.updates.push(update));
  }

  get doc(): Y.Doc {
    this.isUnpacked = true;
    return this.#doc;
  }

  get seq(): number {
    return 7 + this.updates.length;
  }

  since = (seq: number) => (seq < 7 ? null : this.updates.slice(seq - 7));

  /** Written elsewhere: the document here stays packed. */
  type(words: string): void {
    (bodyOf(this.#doc).get(0) as Y.XmlText).insert(1, words);
  }
}

function received(frames: readonly Uint8Array[], doc = new Y.Doc()): Y.Doc {
  for (const frame of frames) {
    const said = readFromClient(frame);
    if (said.is === 'update') Y.applyUpdate(doc, said.update);
  }
  return doc;
}

const reads = (doc: Y.Doc) => JSON.stringify(bodyOf(doc).toJSON());

describe('a newcomer', () => {
  test('to a large text gets it as it is stored, and what came since, whole with step 2', () => {
    const document = new TestDocument(largeBytes);
    document.type('new ');
    document.type('newer ');
    const answers = new Answers(document);
    const frames = answers.to(emptyVector);
    void answers.question;
    expect(document.isUnpacked).toBe(false);
    expect(frames).toHaveLength(2);
    expect(frames[1]?.[1]).toBe(1);
    const doc = received(frames.slice(0, 1));
    expect(reads(doc)).toBe('""');
    expect(reads(received(frames.slice(1), doc))).toBe(reads(document.doc));
    expect(doc.store.pendingStructs).toBeNull();
  });

  test('gets a text that has changed much since as it is now', () => {
    const document = new TestDocument(largeBytes);
    for (let edit = 0; edit <= updatesAlong; edit++) document.type('y');
    const frames = new Answers(document).to(emptyVector);
    expect(frames).toHaveLength(1);
    expect(reads(received(frames))).toBe(reads(document.doc));
  });

  test('gets the same array as the one before, until the text changes', () => {
    const document = new TestDocument(10);
    const answers = new Answers(document);
    const first = answers.to(emptyVector);
    expect(answers.to(emptyVector)).toBe(first);
    document.type('z');
    expect(answers.to(emptyVector)).not.toBe(first);
    expect(reads(received(answers.to(emptyVector)))).toBe(reads(document.doc));
  });
});

describe('whoever has something already', () => {
  test('gets what is missing, the same array for the same state', () => {
    const document = new TestDocument(10);
    const answers = new Answers(document);
    const mine = received(answers.to(emptyVector));
    document.type('z');
    const vector = Y.encodeStateVector(mine);
    const frames = answers.to(vector);
    expect(answers.to(vector.slice())).toBe(frames);
    expect(reads(received(frames, mine))).toBe(reads(document.doc));
  });

  test('is known by its state vector; other bytes are none', () => {
    expect(isStateVector(Uint8Array.of(9))).toBe(false);
    expect(isStateVector(emptyVector)).toBe(true);
  });
});
