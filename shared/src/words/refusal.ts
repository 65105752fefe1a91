/**
 * Every expected "no", from one closed list. A refusal changes nothing and loses nothing.
 * Rules return them, both doors of the server send them, the screen shows its own words for the code.
 */
import * as z from 'zod/mini';

/** Code → the sentence a script or a log reads: what happened and what to do. Nothing in it betrays what exists. */
export const refusalSentences = {
  'not-signed-in': 'You are not signed in. Open a sign-in link.',
  'link-spent': 'This sign-in link was used already or is older than an hour. Ask for a fresh one.',
  'no-such-draft': 'There is no such draft, or it is not shared with you.',
  'not-your-role': 'Your role in this draft does not allow this. Ask a lead.',
  'not-yours': 'Only the person who wrote this can do that.',
  'no-such-thread': 'There is no such thread in this draft.',
  'no-such-message': 'There is no such message in this thread.',
  'no-such-person': 'This person does not take part in this draft.',
  'already-decided': 'This thread is decided. Reopen it first.',
  'not-decided': 'This thread is still open.',
  'already-answered': 'The author has answered this decision already.',
  'already-withdrawn': 'This was withdrawn already.',
  'thread-full':
    'This thread holds as much as a thread may. Nothing was changed. Open another thread and name this one in it.',
  'docket-full':
    'As much has been said about this draft as there is room for. Nothing was changed. A lead can begin another draft.',
  'no-duplicate-named': 'Say which other thread of this draft this one repeats.',
  'passage-changed':
    'The words have changed since this was proposed. Nothing was applied: compare both and decide again.',
  'passage-lines':
    'This wording changes where a paragraph or a line ends. Nothing was applied: edit the text by hand so that it reads as proposed, and accept then.',
  'blocks-gone':
    'The blocks this is about do not stand side by side in the text any more. Nothing was changed: look at the text and propose again.',
  'blocks-unfit':
    'These blocks do not fit the form of a draft at this place. Nothing was changed: propose them somewhere else.',
  'proposal-rebased':
    'This proposal was written anew since you read it. Nothing was applied: read it again and decide.',
  'no-proposal': 'This thread proposes no other words.',
  'not-applied': 'The words of this proposal were not put into the text, or were taken out of it.',
  'passage-empty': 'Select some words of the text first.',
  'last-lead': 'A draft needs at least one lead. Appoint another one first.',
  'act-id-taken': 'This act id belongs to another act. Choose a new one.',
  malformed: 'The request is not of the form this address takes. Nothing was changed.',
  'too-large': 'This is larger than allowed. Nothing was changed.',
  'file-empty': 'The file has no text in it. Choose another file. Nothing was created.',
  'file-unreadable':
    'This is not a Markdown or HTML file. Save it as .md or .html and try again. Nothing was created.',
  'foreign-origin': 'This request came from another site and was refused.',
  'too-many': 'That was too much at once. Wait a moment and try again.',
  'no-such-address': 'There is nothing at this address.',
  fault: 'Something went wrong on the server. Look whether it was saved, then try again.',
  'update-undecodable': 'The edit could not be read. It was not saved; reload the page.',
  'update-gap':
    'The edit refers to something the server never received. It was not saved; reload the page.',
  'update-forged':
    'The edit was made in the name of another device. It was not saved; reload the page.',
  'update-invalid': 'The edit does not fit the form of a draft. It was not saved; reload the page.',
} as const;

export type RefusalCode = keyof typeof refusalSentences;

export const RefusalCode = z.enum(Object.keys(refusalSentences) as [RefusalCode, ...RefusalCode[]]);

export const Refusal = z.object({ code: RefusalCode, sentence: z.string() });
export type Refusal = z.infer<typeof Refusal>;

/** What a rule answers: the value, or why not. */
export type Ruling<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal };

/** @returns a yes. */
export function grant<Value>(value: Value): Ruling<Value> {
  return { ok: true, value };
}

/** @returns a no, with the list's sentence or a more telling one. */
export function refuse(
  code: RefusalCode,
  sentence: string = refusalSentences[code],
): Ruling<never> {
  return { ok: false, refusal: { code, sentence } };
}
