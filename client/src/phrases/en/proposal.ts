/** The words of a proposal on its card, in English: what it would change, what stands in its way, and whose words it put where. */
import { plural } from '../format.ts';
import { blocks } from './blocks.ts';

export const proposal = {
  blocks,
  label: 'Proposed wording',
  inserted: 'inserted:',
  deleted: 'deleted:',
  newParagraph: 'the end of a paragraph',
  newLine: 'the end of a line',
  deletes: 'Proposes to delete these words.',
  applied: 'This wording is in the text.',
  appliedDeletion: 'These words were deleted from the text.',
  appliedOther: (wording: string) => `In the text as: “${wording}”`,
  appliedOnce: 'This wording was put into the text, which has been changed there since.',
  credit: (by: string, acceptedBy: string) => `Words by ${by}, put in by ${acceptedBy}.`,
  conflict:
    'The passage has changed since this was proposed, so the words cannot be put in as they are.',
  conflictGone:
    'Its words are no longer in the text, so there is nothing to put others in place of.',
  conflictUnsure: 'Its words moved. Say first whether this is still the passage.',
  asProposed: 'As proposed',
  asItReads: 'As it reads now',
  stands: 'The text reads so already. Accepting it records that, and changes nothing.',
  rebasedFrom: (count: number) =>
    plural(count, { one: 'Written anew once', other: 'Written anew # times' }),
  rebase: 'Write it anew…',
  rebaseTitle: 'Write the proposal anew',
  rebaseWording: 'Wording for the passage as it reads now',
  rebaseMerged: 'Both changes are in it. Read it through before you go on.',
  rebaseUnmerged: 'Both changed the same words: this is the passage as it reads now.',
  rebaseSame: 'Change the wording first: the passage reads so already.',
  rebaseChanged:
    'The passage has changed again while you wrote; what it reads now is shown above. Your words are kept. Change them if need be.',
  rebaseSeen: 'I have seen it',
  rebaseSend: 'Propose this instead',
  takeBack: 'Take back…',
  takeBackReason: 'Why take them back?',
  takeBackWanted: 'Say why. The proposer and everyone else will read it.',
  takeBackEffect: 'The text will read as before, and the thread is open again.',
  takeBackSend: 'Take the words back',
  takeBackLeft:
    'The passage has been changed since these words were put in, so they cannot be taken back. Edit the text by hand, or reopen the thread: the words stay.',
  accept: 'Accept',
  decline: 'Decline',
};
