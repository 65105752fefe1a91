/** What a person reads for every expected "no": what happened, what is safe, what to do. Complete by its type. */
import type { RefusalCode } from '@gloss/shared/words/refusal';

/** The sentences of `shared/words/refusal` are for scripts and logs; these are for the screen. */
export const refusals: Record<RefusalCode, string> = {
  'not-signed-in':
    'You are no longer signed in. Nothing was changed. Open your sign-in link, or ask a lead for a fresh one.',
  'link-spent':
    'This sign-in link was used already or is older than an hour. Ask the person who sent it for a fresh one.',
  'no-such-draft':
    'This draft does not exist, or it is not shared with you. Ask a lead to add you to it.',
  'not-your-role':
    'Your role in this draft does not allow this. Nothing was changed. A lead can change your role.',
  'not-yours': 'Only the person who wrote this can do that. Nothing was changed.',
  'no-such-thread': 'This thread is not in this draft. Nothing was changed. Reload the page.',
  'no-such-message': 'This message is not in the thread. Nothing was changed. Reload the page.',
  'no-such-person':
    'This person does not take part in the draft any more. Nothing was changed. Choose someone else.',
  'already-decided':
    'Somebody has decided this thread in the meantime. Nothing was changed. Reopen it first.',
  'not-decided': 'This thread is open again. Nothing was changed.',
  'already-answered': 'The author has answered this decision already. Nothing was changed.',
  'already-withdrawn': 'This was withdrawn already. Nothing was changed.',
  'thread-full':
    'This thread is as long as a thread may be. Nothing was changed. Say it in a new thread, and name this one by its number.',
  'docket-full':
    'As much has been said about this draft as there is room for. Nothing was changed. Threads can still be decided; for more, a lead can begin another draft.',
  'no-duplicate-named': 'Say which other thread this one repeats, by its number.',
  'passage-changed':
    'The words have changed since this was proposed. The text is as it was. Compare both and decide again.',
  'passage-lines':
    'This wording changes where a paragraph or a line ends, and that is not done by accepting. The text is as it was. Edit it by hand until it reads as proposed, and accept then.',
  'blocks-gone':
    'The paragraphs this is about do not stand together in the text any more. The text is as it was. Look at it, and propose again.',
  'blocks-unfit':
    'These paragraphs do not fit at this place of the text. The text is as it was. Propose them somewhere else.',
  'proposal-rebased':
    'Somebody has written this proposal anew since you read it. The text is as it was. Read it again and decide.',
  'no-proposal': 'This thread proposes no other words. Nothing was changed.',
  'not-applied':
    'The proposed words were not put into the text, or somebody took them out of it. Nothing was changed.',
  'passage-empty':
    'These words are not in the text any more. Nothing was changed. Select words of the text and try again.',
  'last-lead':
    'A draft needs at least one lead. Nothing was changed. Make somebody else a lead first.',
  'act-id-taken':
    'This could not be sent twice. Your words are kept. Send them again as a new message.',
  malformed:
    'Something in what was sent is not as it should be. Nothing was changed. Check it and try again.',
  'too-large': 'This is larger than allowed. Nothing was changed. Make it smaller and try again.',
  'file-empty': 'There is no text in this file. Nothing was created. Choose another file.',
  'file-unreadable':
    'This is not a Markdown or HTML file. Nothing was created. Save it as .md or .html and try again.',
  'foreign-origin':
    'This page was opened at an address the server does not know. Nothing was changed. Open Gloss from your own link.',
  'too-many': 'That was a lot at once. Nothing was lost. Wait half a minute and try again.',
  'no-such-address': 'There is nothing at this address.',
  fault:
    'Something went wrong on the server. What was saved before is safe. Look whether your change is there, then try again.',
  'update-undecodable': 'The server could not read your last edit. It is not in the text.',
  'update-gap':
    'Your last edit builds on something the server never received. It is not in the text.',
  'update-forged':
    'Your last edit came in the name of somebody else’s device. It is not in the text.',
  'update-invalid': 'Your last edit does not fit the form of a draft. It is not in the text.',
};
