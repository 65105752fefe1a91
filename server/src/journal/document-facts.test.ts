import { DraftId } from '@gloss/shared/words/ids';
import { expect, test } from 'vitest';

import { KnownFacts, noFacts } from './document-facts.ts';
import { textOf } from './document.ts';

const named = (number: number) => textOf(DraftId.parse(`draft-number-${number}`));

test('what was committed is not read again, and all of it is let go of before it is too much', () => {
  const read: string[] = [];
  const known = new KnownFacts((document) => {
    read.push(document);
    return noFacts;
  });
  const facts = (head: number) => ({ ...noFacts, head });
  expect(known.of(named(0))).toEqual(noFacts);
  known.committed(new Map([[named(0), facts(7)]]));
  expect(known.of(named(0))).toEqual(facts(7));
  expect(read).toEqual([named(0)]);
  for (let number = 1; number < 10_000; number++)
    known.committed(new Map([[named(number), facts(number)]]));
  expect(known.of(named(9_999))).toEqual(facts(9_999));
  expect(read).toEqual([named(0)]);
  expect(known.of(named(1))).toEqual(noFacts);
});
