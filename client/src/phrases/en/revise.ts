/** The words around a revised text that is brought in over a draft, in English; a part of `pages.ts`. */
import { plural } from '../format.ts';

export const revise = {
  open: 'Bring in a revised text…',
  title: 'Bring in a revised text',
  say: 'The text will say what the file says. What is the same in both stays as it is, with the threads on it. Words that are not in the file go, also those written here since the file was made; their threads are kept and say so. Download the draft first if you may want it back.',
  file: 'Revised text',
  fileHint: 'Markdown or HTML (.md, .html), up to 10 MB.',
  fileWanted: 'Choose the file with the revised text.',
  wrongKind: (name: string) =>
    `${name} is not a Markdown or HTML file. Nothing was changed. Save it as .md or .html and choose it again.`,
  tooLarge: (name: string) =>
    `${name} is larger than 10 MB. Nothing was changed. Take out pictures and choose it again.`,
  empty: (name: string) => `There is no text in ${name}. Nothing was changed. Choose another file.`,
  oneOnly: 'Choose one file at a time. Nothing was changed.',
  bringIn: 'Bring it in',
  comparing: 'Comparing both texts. A long one takes a few seconds…',
  /** What the server said no to, of a file. */
  refusals: {
    'file-empty': 'There is no text in this file. Nothing was changed. Choose another file.',
    'file-unreadable':
      'This is not a Markdown or HTML file. Nothing was changed. Save it as .md or .html and try again.',
    'too-large':
      'This file is too large to be brought in over the draft. Nothing was changed. Make it smaller and try again.',
    'passage-changed':
      'The draft was put back from a backup since you opened it. Nothing was changed. Reload the page and look at it first.',
    'update-gap':
      'The draft changed in the middle while the file was compared. Nothing was changed. Try again.',
    'update-invalid':
      'Somebody rebuilt a part of the draft while the file was compared. Nothing was changed. Try again.',
  },
  unreachable:
    'The server cannot be reached, and it has to compare both texts. Your file was not brought in, as far as this device knows. Check your connection, look at the text, and try again.',
  doneTitle: 'The revised text is in',
  done: (name: string) => `The text now says what ${name} says.`,
  same: (name: string) => `The text said already what ${name} says. Nothing was changed.`,
  noThreads: 'No thread stood on words of the text.',
  fates: {
    unchanged: (count: number) =>
      plural(count, { one: '# thread is where it was', other: '# threads are where they were' }),
    edited: (count: number) =>
      plural(count, {
        one: '# thread stands on words that changed',
        other: '# threads stand on words that changed',
      }),
    moved: (count: number) =>
      plural(count, {
        one: '# thread went elsewhere with its words',
        other: '# threads went elsewhere with their words',
      }),
    found: (count: number) =>
      plural(count, {
        one: '# thread has its words again',
        other: '# threads have their words again',
      }),
    toConfirm: (count: number) =>
      plural(count, {
        one: '# thread was found on words that are alike: somebody should look',
        other: '# threads were found on words that are alike: somebody should look',
      }),
    lost: (count: number) =>
      plural(count, {
        one: '# thread has lost its words and is kept',
        other: '# threads have lost their words and are kept',
      }),
  },
  showToConfirm: 'Show those to confirm',
  showOrphaned: 'Show those without words',
};
