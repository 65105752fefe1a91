/** The words of the pages, in English. The English file is the type of every language. */
import { formatList, formatNumber, plural } from '../format.ts';
import { people } from './people.ts';
import { record } from './record.ts';
import { revise } from './revise.ts';
import { tray } from './tray.ts';
import { notices, saved } from './unsent.ts';

export const pages = {
  brand: 'Gloss',
  documentTitle: (page: string) => (page === '' ? 'Gloss' : `${page} · Gloss`),
  roles: {
    reader: 'Reader',
    reviewer: 'Reviewer',
    editor: 'Editor',
    lead: 'Lead',
  },
  rolesMay: {
    reader: 'Reads the text and the threads',
    reviewer: 'Reads, annotates and proposes',
    editor: 'Also writes the text',
    lead: 'Also decides threads and appoints people',
  },
  statuses: { drafting: 'Drafting', 'in-review': 'In review', agreed: 'Agreed' },
  unreachable:
    'The server cannot be reached. What you have written is kept on this device. Check your connection; Gloss tries again by itself.',
  tryAgain: 'Try again',
  close: 'Close',
  cancel: 'Cancel',

  account: {
    signedInAs: 'Signed in as',
    signOut: 'Sign out',
    stillIn:
      'You are still signed in: the server cannot be reached. Try again when you are connected.',
    kept: (count: number) =>
      plural(count, {
        one: 'You are signed out. # change was not sent yet; it is kept here until you sign in again.',
        other:
          'You are signed out. # changes were not sent yet; they are kept here until you sign in again.',
      }),
  },

  mishap: {
    title: 'Something went wrong on this page',
    safe: 'What the server has saved is safe, and edits that were not sent yet are kept on this device. Reload the page to go on where you were.',
    reload: 'Reload the page',
    copy: 'Copy the technical detail',
    copied: 'Copied. Send it to the people who run this Gloss.',
  },

  notFound: {
    title: 'There is nothing at this address',
    say: 'The link may be incomplete. Nothing is lost: your drafts are where they were.',
    home: 'Go to your drafts',
  },

  home: {
    title: 'Drafts',
    loading: 'Looking up your drafts…',
    failedTitle: 'Your drafts cannot be listed right now',
    newDraft: 'New draft',
    openThreads: (count: number) =>
      count === 0
        ? 'No open threads'
        : plural(count, { one: '# open thread', other: '# open threads' }),
    changed: 'Last change:',
    role: (role: string) => `Your role: ${role.toLowerCase()}`,
    emptyTitle: 'No draft is shared with you yet',
    emptyMayCreate:
      'Start one from a title, or bring a Markdown or HTML file. Then invite the others.',
    emptyMayNot: 'A lead adds you to a draft. When that has happened, it is listed here.',
  },

  newDraft: {
    title: 'New draft',
    name: 'Title',
    nameHint: 'People see it in their list of drafts. You can change it later.',
    nameHintFile: 'Leave it empty to take the title from the file.',
    nameWanted: 'Give the draft a title.',
    file: 'Start from a file',
    fileHint:
      'Markdown or HTML (.md, .html), up to 10 MB. Leave it out to start with an empty page.',
    choose: 'Choose a file',
    drop: 'or drop it here',
    chosen: (name: string, size: string) => `${name}, ${size}`,
    removeFile: (name: string) => `Do not use ${name}`,
    kilobytes: (bytes: number) => `${formatNumber(Math.max(1, Math.round(bytes / 1024)))} kB`,
    wrongKind: (name: string) =>
      `${name} is not a Markdown or HTML file. Nothing was created. Save it as .md or .html and choose it again.`,
    tooLarge: (name: string) =>
      `${name} is larger than 10 MB. Nothing was created. Split it, or take out pictures, and choose it again.`,
    empty: (name: string) =>
      `There is no text in ${name}. Nothing was created. Choose another file.`,
    oneOnly: 'Choose one file at a time. Nothing was created.',
    create: 'Create draft',
    creating: 'Creating the draft…',
    reading: 'Reading the file. A long one takes a few seconds…',
  },

  enter: {
    title: 'Sign in',
    entering: 'Signing you in…',
    noToken: 'You sign in with a link that works once',
    noTokenSay:
      'Open the link a lead has sent you. If you have none, ask a lead of your draft for a fresh one.',
    noTokenHost: 'If you run this Gloss yourself, this command prints fresh links:',
    command: 'npm start -- links',
    spentTitle: 'This link cannot be used',
    awayTitle: 'The server cannot be reached',
    away: 'Your link has not been used up, as far as this device knows. Check your connection and try again.',
    goHome: 'Go to your drafts',
    founder: {
      title: 'Set up this Gloss',
      say: 'You are the first person here. The others see your name beside what you write.',
      name: 'Your name',
      nameWanted: 'Write your name.',
      organisation: 'Organisation',
      organisationHint: 'May be left empty.',
      email: 'E-mail address',
      emailWanted: 'Write an e-mail address such as name@example.org.',
      submit: 'Set up and sign in',
    },
  },

  write: {
    opening: 'Opening the draft…',
    breadcrumb: 'Where you are',
    drafts: 'All drafts',
    text: 'Text of the draft',
    threads: 'Threads',
    openDrawer: 'Sections and more',
    wholeDraft: 'Comment on the whole draft',
    skip: 'Skip to',
    skipText: 'Skip to the text',
    skipThreads: 'Skip to the threads',
    skipSections: 'Skip to the sections',
    status: 'Status of the draft',
    changeStatus: (status: string) => `Status: ${status}. Change it`,
    more: 'More',
    shortcuts: 'Keyboard shortcuts',
    selectFirst: 'Select the words you want to speak about, or comment on the whole draft.',
    wholeRows: 'A comment on cells of several rows is on the whole rows. They are selected now.',
    noSuchThread: (number: number) => `There is no thread #${number} in this draft.`,
  },

  saved,

  mode: {
    label: 'Mode',
    edit: 'Edit',
    propose: 'Propose',
    review: 'Review',
    editText: 'Edit the text',
    proposeText: 'Propose changes',
  },

  tray,

  here: {
    label: 'Who is here now',
    these: (names: readonly string[]) => `Here now: ${formatList(names)}`,
    in: (name: string, section: string) => `${name}, in ${section}`,
    more: (count: number) => `+${formatNumber(count)}`,
  },

  people,

  record,

  revise,

  rename: {
    open: 'Rename the draft',
    title: 'Rename the draft',
    name: 'Title',
    hint: 'As people see it in their list of drafts. The heading in the text stays as it is.',
    wanted: 'Give the draft a title.',
    save: 'Rename',
  },

  download: {
    open: 'Download',
    markdown: 'Markdown (.md)',
    html: 'Web page (.html)',
  },

  notices,

  shut: {
    'sign-in': {
      title: 'You are signed out',
      say: 'Everything the server has saved is safe. Open your sign-in link, or ask a lead for a fresh one.',
    },
    'not-allowed': {
      title: 'Your access to this draft has changed',
      say: 'What the server has saved is safe. Try again to see what your role may do now, or ask a lead.',
    },
    'no-such-draft': {
      title: 'This draft cannot be opened',
      say: 'It does not exist, or it is not shared with you. Nothing of yours is lost. Ask a lead to add you.',
    },
    outdated: {
      title: 'Gloss was updated',
      say: 'This page is of an older version. What the server has saved is safe. Reload the page to go on.',
    },
    unreachable: {
      title: 'This draft cannot be opened right now',
      say: 'The server cannot be reached, and this device does not have the draft yet. Nothing is lost. Gloss goes on trying.',
    },
    unreadable: {
      title: 'This draft cannot be read',
      say: 'The server found what it has stored of this draft damaged or incomplete, and shows nothing rather than less than was written. Nothing was changed. Tell the person who runs Gloss: its log says what is wrong.',
    },
    kept: (count: number) =>
      plural(count, {
        one: '# change of yours is kept on this device and will be sent when the draft opens again.',
        other:
          '# changes of yours are kept on this device and will be sent when the draft opens again.',
      }),
    reload: 'Reload the page',
    home: 'Go to your drafts',
    signIn: 'How to sign in',
  },
};
