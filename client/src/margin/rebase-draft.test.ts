import { expect, test } from 'vitest';

import { beginRebase, rebaseAct } from './rebase-draft.ts';
import { anchored, thread } from './thread.fixture.ts';

const proposal = { wording: 'for every patient', replaces: 'for most patients' };
const edited = thread(1, {
  anchor: anchored({ is: 'edited', reads: 'for some patients' }),
  proposal,
});

test('where both changed the same words, the passage as it reads now is what one begins with', () => {
  expect(beginRebase(edited)).toMatchObject({ wording: 'for some patients', isMerged: false });
});

test('where both changed other words, one begins with both changes', () => {
  const reads = 'for most older patients';
  const wording = 'with most patients';
  const both = {
    ...edited,
    anchor: anchored({ is: 'edited', reads }),
    proposal: { ...proposal, wording },
  } as const;
  expect(beginRebase(both)).toEqual({
    wording: 'with most older patients',
    reads,
    isMerged: true,
  });
});

test('the act names what the passage read when the lead looked, not what it has become since', () => {
  const draft = { wording: 'for each patient', reads: 'for some patients' };
  const changed = { ...edited, anchor: anchored({ is: 'edited', reads: 'for a few patients' }) };
  for (const each of [edited, changed]) {
    const act = rebaseAct(each, draft);
    expect(act).toMatchObject({ act: 'rebase', thread: edited.id, wording: 'for each patient' });
    expect(act).toHaveProperty('selected.quote.exact', 'for some patients');
    expect(act).toHaveProperty('selected.bid', 'b1');
  }
});

test('there is nothing to write anew without a passage, and nothing to send that stands there already', () => {
  const reads = 'for some patients';
  expect(rebaseAct(edited, { wording: reads, reads })).toBeNull();
  const moved = anchored({ is: 'moved', confirm: true, reads: 'for a few' });
  for (const anchor of [anchored({ is: 'orphaned' }), moved])
    expect(beginRebase({ ...edited, anchor })).toBeNull();
});
