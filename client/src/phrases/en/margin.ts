/** The words of the margin, in English. The English file is the type of every language. */
import { formatNumber, plural } from '../format.ts';
import { passage } from './passage.ts';
import { proposal } from './proposal.ts';

export const margin = {
  title: 'Threads',
  threadHeading: (number: number, author: string) => `Thread ${number} by ${author}`,
  number: (number: number) => `#${number}`,
  gone: 'Withdrawn by its author. The earlier words are in the history.',
  reworded: 'reworded',
  waiting: 'Waiting to be sent',
  menuOf: (number: number) => `More for thread ${number}`,
  menuOfMessage: 'Your message',

  types: { general: 'General', substantive: 'Substantive', editorial: 'Editorial' },
  proposalType: 'Proposal',

  filter: {
    label: 'Show',
    open: 'Open',
    decided: 'Decided',
    mine: 'Mine',
    'to-confirm': 'To confirm',
    orphaned: 'Orphaned',
    all: 'All',
  },
  wholeDraft: 'Comment on the whole draft',
  groupWholeDraft: (count: number) =>
    plural(count, {
      one: '# thread about the whole draft',
      other: '# threads about the whole draft',
    }),
  groupOrphaned: (count: number) =>
    plural(count, { one: '# thread lost its words', other: '# threads lost their words' }),
  placedList: 'Threads beside their words',
  furtherDown: (count: number) =>
    plural(count, { one: '# thread further down', other: '# threads further down' }),
  furtherUp: (count: number) =>
    plural(count, { one: '# thread further up', other: '# threads further up' }),

  empty: {
    open: 'No open threads',
    decided: 'Nothing is decided yet',
    mine: 'Nothing of yours here',
    'to-confirm': 'Every place is confirmed',
    orphaned: 'Every thread has its words',
    all: 'Nobody has said anything yet',
    mayAnnotate: 'Select words in the text and choose Annotate to say something about them.',
    mayOnlyRead: 'When reviewers say something about the text, it appears here beside the words.',
    mine1: 'Threads that you open, or that are assigned to you, are listed here.',
    confirm1:
      'When words were moved and changed at once, the thread is listed here until somebody says whether it is still at the right place.',
    orphaned1: 'When words are deleted that somebody has spoken about, the thread is kept here.',
    decided1: 'When a lead decides a thread, it is listed here with the reason.',
  },

  replies: (count: number) => plural(count, { one: '# reply', other: '# replies' }),
  assignedTo: (name: string) => `assigned to ${name}`,

  passage,

  proposal,

  decisions: {
    accepted: 'Accepted',
    'accepted-with-modification': 'Accepted with modification',
    noted: 'Noted',
    declined: 'Declined',
    duplicate: 'Duplicate',
    'out-of-scope': 'Out of scope',
    withdrawn: 'Withdrawn',
  },
  duplicateOf: (number: number) => `Duplicate of #${number}`,
  confirmed: 'The author agrees',
  contested: 'Contested by the author',

  decide: {
    open: 'Decide',
    openAgain: 'Decide again',
    title: 'Decide as',
    duplicateChoice: 'Duplicate of…',
    choose: 'Choose a decision.',
    reason: 'Reason',
    reasonHint: 'everyone will read it',
    reasonWanted: 'Give a reason. The author and everyone else will read it.',
    number: 'Number of the other thread',
    numberWanted: 'Give the number of another thread of this draft, such as 12.',
    wording: 'Wording to put in',
    effects: {
      words: 'The text changes when you decide: the words replace the passage.',
      deletes: 'The text changes when you decide: the passage is deleted.',
      stands: 'The text reads so already, and stays as it is.',
      conflict:
        'The passage reads otherwise by now, so these words cannot be put in. Write the proposal anew first, or decide otherwise.',
      'takes-out':
        'The text changes when you decide: the words that were put in go out again, and it reads as before.',
      left: 'The words that were put in have been changed since. The text stays as it is.',
    },
    send: 'Decide',
    sendAndChange: 'Decide and change the text',
  },

  answer: {
    asked: 'You opened this thread. Do you agree with the decision?',
    confirm: 'Confirm',
    contest: 'Contest…',
    reason: 'Why do you contest it?',
    reasonWanted: 'Say why you contest the decision. The leads will read it.',
    send: 'Contest the decision',
  },

  reopen: {
    open: 'Reopen…',
    reason: 'Why reopen it?',
    hint: 'may be left empty',
    send: 'Reopen',
    keepsWords: 'Words that were put into the text stay there.',
  },

  withdraw: {
    message: 'Withdraw these words',
    thread: 'Withdraw this thread…',
    reason: 'Why do you withdraw it?',
    reasonWanted: 'Say why, in a few words. The thread stays readable in the history.',
    send: 'Withdraw',
    sure: 'Withdraw this reply? Your words leave the thread and stay in its history.',
  },

  reword: { open: 'Reword', label: 'Your words', send: 'Save the new words' },

  sort: {
    assign: 'Assign…',
    labels: 'Labels and type…',
    title: 'Sort this thread',
    assignee: 'Assigned to',
    nobody: 'Nobody',
    typeLabel: 'Type',
    labelsLabel: 'Labels',
    labelsHint: 'separated by commas, eight at most',
    tooMany: 'A thread takes eight labels at most.',
    labelTooLong: 'A label has 40 characters at most.',
    send: 'Save',
  },

  reply: {
    label: (number: number) => `Reply to thread ${number}`,
    placeholder: 'Reply, or @mention someone',
    send: 'Reply',
  },
  mention: {
    label: 'People in this draft',
    found: (count: number) =>
      plural(count, { one: '# person. Enter chooses.', other: '# people. Arrows choose.' }),
  },

  compose: {
    title: 'Annotate',
    titlePropose: 'Propose wording',
    titleWhole: 'Comment on the whole draft',
    mode: 'What you want to say',
    say: 'Comment',
    propose: 'Propose wording',
    body: 'Your comment',
    bodyPlaceholder: 'What should the authors know? @ names someone',
    why: 'Why',
    whyHint: 'may be left empty',
    wording: 'These words instead',
    wordingHint: 'empty it to propose a deletion',
    type: 'Type',
    labels: 'Labels',
    labelsHint: 'separated by commas',
    send: 'Send',
    sendPropose: 'Propose',
    bodyWanted: 'Write what you want to say.',
    wordingWanted: 'Change the wording first: it is the same as in the text.',
    keptTitle: 'You began this earlier.',
  },

  cancel: 'Cancel',
  discard: 'Discard',
  kept: 'Your words are kept. Annotate again to go on with them.',
  copyLink: (number: number) => `Copy link #${number}`,
  linkCopied: (number: number) => `The link to thread ${number} is copied.`,
  linkNotCopied: (link: string) => `The browser did not allow copying. The link is ${link}`,
  proposeWording: 'Propose wording',

  history: {
    title: 'History',
    nobody: 'Gloss',
    did: {
      annotated: 'opened the thread',
      proposed: 'proposed wording',
      replied: 'replied',
      reworded: 'reworded a message',
      withdrew: 'withdrew',
      decided: 'decided',
      confirmed: 'confirmed the decision',
      contested: 'contested the decision',
      reopened: 'reopened',
      labelled: 'set the labels',
      assigned: 'assigned it',
      typed: 'set the type',
      reattached: 'reattached it',
      detached: 'said that these are not the words',
      rebased: 'rewrote the proposal for the words as they are now',
      'took-back': 'took the proposed words out of the text again',
      'edited-passage': 'noticed that the words were edited',
      'moved-anchor': 'followed the words to another place',
      orphaned: 'noticed that the words are gone',
      'found-again': 'found the words again',
    },
    detail: (detail: string) => `: ${detail}`,
    insteadOf: (now: string, before: string) => `: “${now}”, until then “${before}”`,
    unassigned: 'took the assignment away',
    unlabelled: 'took all labels away',
  },

  refused: {
    title: 'This was not taken',
    yourWords: 'Your words',
    retry: 'Try again',
    discard: 'Discard',
    acts: {
      annotate: 'Your comment',
      propose: 'Your proposal',
      reply: 'Your reply',
      reword: 'Your new wording',
      withdraw: 'Your withdrawal',
      decide: 'Your decision',
      confirm: 'Your confirmation',
      contest: 'Your objection',
      reopen: 'Reopening',
      label: 'Your labels',
      assign: 'Your assignment',
      'set-type': 'Your change of type',
      reattach: 'Reattaching',
      detach: 'Your word on the moved passage',
      rebase: 'Your new wording',
      'take-back': 'Taking the words back',
    },
    decidedBy: (name: string, as: string) =>
      `${name} was first and has decided this thread: ${as}. Nothing was changed. Read the reason there; it can be reopened.`,
    sentence: (what: string) => `${what} could not be saved`,
    sentenceOn: (what: string, number: number) => `${what} on #${number} could not be saved`,
  },

  said: {
    line: (who: string, did: string, number: number) => `Thread ${number}: ${who} ${did}.`,
    proposes: (words: string, instead: string) => `proposed “${words}” in place of “${instead}”`,
    proposesToDelete: (words: string) => `proposed to delete “${words}”`,
    rebases: (words: string, instead: string) =>
      `wrote the proposal anew: “${words}” in place of “${instead}”`,
    takesBack: (words: string) => `took “${words}” out of the text again`,
    takesDeletionBack: (words: string) => `put “${words}” back into the text`,
    decides: (as: string) => `decided: ${as}`,
    moved: (number: number) =>
      `Thread ${number}: its words moved, and somebody should say whether they are still the same.`,
    many: (count: number) => `${formatNumber(count)} changes in the threads.`,
  },

  sheet: {
    thread: (number: number) => `Thread ${number}`,
    position: (at: number, of: number) => `${formatNumber(at)} of ${formatNumber(of)}`,
    previous: 'Previous thread',
    next: 'Next thread',
    list: (count: number) => plural(count, { one: '# thread', other: '# threads' }),
    close: 'Back to the text',
    all: 'All threads',
  },
};
