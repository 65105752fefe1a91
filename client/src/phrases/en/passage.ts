/** What a card says of the words it is about, in English, and of what became of them. The English file is the type of every language. */
export const passage = {
  quote: 'The words',
  edited: 'Edited since',
  readsNow: 'Reads now',
  moved: 'The words moved. Is this still the passage?',
  movedExact: 'The words were moved; the thread followed them.',
  found: 'Found elsewhere, with changes',
  foundSame: 'The same words, found elsewhere',
  confirm: 'Yes, these are the words',
  deny: 'No, these are not',
  selectOther: 'Or select the right words in the text.',
  orphaned: 'These words are no longer in the text.',
  orphanedIn: (section: string) =>
    `These words are no longer in the text. They stood in “${section}”.`,
  lastRead: 'Last read',
  reattach: 'Reattach to the selected words',
  selectFirst: 'To reattach it, select words in the text.',
  willAttach: (words: string) => `Selected: “${words}”`,
};
