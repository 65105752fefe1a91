/** The words of the record of a draft, in English; a part of `pages.ts`. */
import type { Did, RecordKind } from '@gloss/shared/words/record';

import { formatNumber, plural } from '../format.ts';

const kinds: Record<RecordKind | 'all', string> = {
  all: 'Everything',
  threads: 'Threads',
  text: 'Writing in the text',
  people: 'People and roles',
  draft: 'The draft itself',
  copies: 'Files and backups',
  'sign-ins': 'Signing in and out',
};

/** `detail` and `whom` are said in words already; either may be empty. */
const did: Record<Did, (detail: string, whom: string) => string> = {
  annotate: () => 'Opened a thread',
  propose: () => 'Proposed wording',
  reply: () => 'Replied',
  reword: () => 'Reworded a message',
  withdraw: () => 'Withdrew a message',
  decide: (decision) => `Decided: ${decision.toLowerCase()}`,
  confirm: () => 'Confirmed the decision',
  contest: () => 'Contested the decision',
  reopen: () => 'Reopened the thread',
  label: () => 'Changed the labels',
  assign: (_, whom) => (whom === '' ? 'Assigned it to nobody' : `Assigned it to ${whom}`),
  'set-type': (type) => `Sorted it as ${type.toLowerCase()}`,
  reattach: () => 'Attached it to other words',
  wrote: () => 'Wrote in the text',
  appointed: (role, whom) => `Appointed ${whom} as ${role.toLowerCase()}`,
  'changed-role': (role, whom) => `Made ${whom} ${role.toLowerCase()}`,
  removed: (_, whom) => `Removed ${whom}`,
  created: (title) => `Created the draft “${title}”`,
  imported: (title) => `Brought in a file as the draft “${title}”`,
  renamed: (title) => `Renamed the draft to “${title}”`,
  'set-status': (status) => `Set the status: ${status.toLowerCase()}`,
  downloaded: (form) => `Downloaded ${form}`,
  'backed-up': () => 'Made a backup of everything',
  restored: () => 'Restored everything from a backup',
  'signed-in': () => 'Signed in',
  'signed-out': () => 'Signed out',
  'refused-link': () => 'A sign-in link did not work',
};

export const record = {
  open: 'Record',
  title: 'Record',
  titleOf: (draft: string) => `Record of ${draft}`,
  lead: 'Who did what in this draft, and when. Nothing here can be changed or removed, and no words of the text or of a thread are in it.',
  back: 'Back to the draft',
  loading: 'Looking up the record…',
  download: 'Download as CSV',
  who: 'Who',
  anybody: 'Anybody',
  kind: 'What',
  kinds,
  columns: { when: 'When', who: 'Who', what: 'What', thread: 'Thread' },
  tableLabel: 'What was done, newest first',
  thread: (number: number) => `#${formatNumber(number)}`,
  threadLabel: (number: number) => `Thread ${formatNumber(number)}`,
  house: 'Gloss',
  unknown: 'Somebody no longer known',
  did,
  forms: { md: 'the text as Markdown', html: 'the text as a web page', record: 'this record' },
  older: 'Show older',
  olderComing: 'Looking up older ones…',
  shown: (count: number) => plural(count, { one: '# row is shown', other: '# rows are shown' }),
  olderFailed: 'Older rows could not be looked up. What is shown is complete as far as it goes.',
  allShown: 'There is nothing older.',
  emptyTitle: 'Nothing of this kind is on record',
  emptySay: 'Choose another person, or everything.',
  showAll: 'Show everything',
  failedTitle: 'The record cannot be shown right now',
  notLeadTitle: 'The record is for leads',
  notLeadSay:
    'Leads of a draft see who did what in it. Your own work is where it was; ask a lead if you need to know more.',
  gone: {
    title: 'This draft cannot be opened',
    say: 'It does not exist, or it is not shared with you. Ask a lead to add you.',
  },
};
