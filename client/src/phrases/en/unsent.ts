/** The words about one's changes: whether they are saved, and what becomes of those that are not in the text. */
import { formatNumber, plural } from '../format.ts';

export const saved = {
  saved: 'Saved',
  saving: 'Saving…',
  offline: (count: number) =>
    count === 0
      ? 'Offline'
      : plural(count, {
          one: 'Offline, # change kept on this device',
          other: 'Offline, # changes kept on this device',
        }),
  offlineShort: (count: number) => (count === 0 ? 'Offline' : `Offline, ${formatNumber(count)}`),
  waiting: (count: number) =>
    count === 0
      ? 'Waiting'
      : plural(count, {
          one: 'Waiting, # change kept on this device',
          other: 'Waiting, # changes kept on this device',
        }),
  waitingShort: (count: number) => (count === 0 ? 'Waiting' : `Waiting, ${formatNumber(count)}`),
  refused: 'Not saved',
  explain: {
    saved: 'Everything you wrote is on the server’s disk.',
    saving: 'On its way to the server’s disk.',
    offline: 'The server cannot be reached. You can go on; your changes are sent when it is back.',
    waiting:
      'The server asked this device to wait half a minute: a lot came at once, or too many windows of yours are open. You can go on; your changes are kept here and sent then.',
    refused: 'The server did not take an edit. See the note above the text.',
  },
};

export const notices = {
  refusedEditTitle: 'Your last edit was not saved',
  refusedEditGone:
    'It added no words, so there are none to keep. The text below is what the server has; everything else is safe. Look at it, and make the change again if it is still needed.',
  understood: 'Understood',
  refusedWordsTitle: (count: number) =>
    plural(count, {
      one: '# change of yours is not in the text',
      other: '# changes of yours are not in the text',
    }),
  textReplaced:
    'The text was started anew, such as from a backup, while you had written on the one before.',
  roleChanged:
    'Your role was changed: you may not write the text any more. It is as the server has it.',
  neverProposed:
    'They were not proposed before your role was changed, or before the text was started anew.',
  wentWithBlockTitle: 'Some words are not in the text',
  wentWithBlock:
    'A paragraph was deleted, or changed as a whole, by somebody who had not seen these words yet. So they went with it.',
  wentWithBlockWords: {
    me: 'You wrote these words in a paragraph that is not in the text any more. They can be proposed for the draft as a whole.',
    others:
      'Somebody else wrote these words in a paragraph that you deleted or changed meanwhile. They can be proposed for the draft as a whole.',
  },
  mayPropose: 'They are kept here, on this device. Propose them, and a lead decides.',
  mayCopyOnly:
    'They are kept here, on this device. Your role does not let you propose them: copy them, and hand them to somebody who may write.',
  keptWords: 'Changes that are not in the text',
  changeOf: (number: number, count: number) =>
    `Change ${formatNumber(number)} of ${formatNumber(count)}`,
  addedWords: 'New words',
  looseWords:
    'The place where these words stood is not in the text any more. They can be proposed for the draft as a whole.',
  propose: 'Propose this change',
  proposeAll: (count: number) => `Propose all ${formatNumber(count)}`,
  copy: 'Copy',
  copyAll: 'Copy all',
  copied: 'Copied. The words stay here until you dismiss them.',
  notCopied: 'Your browser does not allow copying here. Select the words and copy them.',
  dismiss: 'Dismiss',
  dismissAll: 'Dismiss all',
  dismissTitle: (count: number) =>
    count === 1 ? 'Dismiss this change?' : `Dismiss all ${formatNumber(count)} changes?`,
  dismissSay:
    'What you wrote is then gone from this device. The text stays as it is; nobody else has these words.',
  dismissSure: 'Dismiss for good',
  proposedBody: (words: string) => `These words could not be saved as an edit:\n\n${words}`,
  proposedParagraph: 'As a paragraph of its own, beside these words.',
  proposed: (count: number) =>
    plural(count, {
      one: 'Your change is now a proposal that a lead can accept.',
      other: '# changes are now proposals that a lead can accept.',
    }),
  tooLong: 'These words are too long for a proposal. They stay here: copy them instead.',
};
