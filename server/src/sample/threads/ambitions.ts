/** What was said about the beginning of the draft and its ambitions. */
import type { SampleThread } from '../script.ts';

export const onAmbitions: readonly SampleThread[] = [
  {
    key: 'promise',
    by: 'reviewer',
    at: [1, '16:10'],
    on: 'every comment gets a decision, and every decision gets a reason',
    type: 'general',
    labels: ['Wording'],
    says: 'Please keep this promise where it stands, in the first paragraph. Our panel wrote forty comments on the last plan and never heard what became of one.',
    next: [
      {
        does: 'reply',
        by: 'lead',
        at: [1, '17:02'],
        says: 'It stays. Each of you will find the decision and our reason beside your own words, and you can contest it there.',
      },
    ],
  },
  {
    key: 'carers',
    by: 'editor2',
    at: [12, '09:12'],
    on: 'safe, fair and useful to everyone who relies on it',
    type: 'substantive',
    labels: ['Equity'],
    says: '“Everyone” should name unpaid carers. They rely on these tools every day and are never listed as users, so nobody tests with them.',
    next: [
      {
        does: 'reply',
        by: 'reviewer',
        at: [11, '10:40'],
        says: 'Agree. Could we say “people, carers and staff”? It is short, and each of the three can find themselves in it.',
      },
      { does: 'assign', by: 'lead', at: [11, '14:05'], to: 'editor2' },
      {
        does: 'reply',
        by: 'lead',
        at: [1, '08:35'],
        says: '@editor2 please try a sentence that names carers here and still reads aloud well. @editor, does “staff” cover agency workers for you?',
      },
    ],
  },
  {
    key: 'summaries',
    by: 'editor',
    at: [10, '15:20'],
    on: 'Providers will publish summaries.',
    type: 'substantive',
    labels: ['Wording', 'Evidence'],
    says: 'A duty without a date is a hope. Thirty days is what the two providers we asked could keep to.',
    proposes: 'Every provider will publish a plain summary within 30 days.',
    next: [
      {
        does: 'reply',
        by: 'editor2',
        at: [9, '08:55'],
        says: 'Thirty days from what? For a care home of twelve staff, from first use works; from purchase does not.',
      },
    ],
  },
  {
    key: 'threshold',
    by: 'reviewer',
    at: [12, '11:30'],
    on: 'for most patients',
    type: 'substantive',
    labels: ['Evidence', 'Equity'],
    says: 'Which threshold? A number by group would let someone outside test this claim. “Most” can hide the very people I am here for.',
    next: [
      {
        does: 'reply',
        by: 'editor',
        at: [11, '09:15'],
        says: 'One number will not fit a scan reader and a rota planner. Could we ask each maker to state theirs, and say who checks it?',
      },
      {
        does: 'reply',
        by: 'reviewer',
        at: [10, '17:02'],
        says: 'I could live with that, if “we have too few people to know” counts as not ready.',
      },
      { does: 'assign', by: 'editor', at: [10, '17:30'], to: 'lead' },
    ],
  },
  {
    key: 'notice',
    by: 'reviewer',
    at: [12, '11:48'],
    on: 'A notice on a wall is not enough, and neither is a paragraph in a privacy policy.',
    type: 'editorial',
    labels: ['Wording'],
    says: 'The panel laughed at this in recognition. It wants one more: the link.',
    proposes:
      'A notice on a wall is not enough. Neither is a paragraph in a privacy policy, nor a link that nobody opens.',
    next: [
      {
        does: 'decide',
        by: 'lead',
        at: [9, '10:10'],
        as: 'accepted',
        reason: 'It says what we mean in the words of the people it is about.',
      },
      { does: 'confirm', by: 'reviewer', at: [8, '18:20'] },
    ],
  },
  {
    key: 'smartphone',
    by: 'editor',
    at: [11, '13:00'],
    on: 'No one should have to own a smartphone to see a doctor or to arrange help at home.',
    type: 'editorial',
    labels: ['Wording', 'Equity'],
    says: 'Softer, because some services are online only today.',
    proposes: 'Services should aim not to require a smartphone.',
    next: [
      {
        does: 'reply',
        by: 'reviewer',
        at: [11, '16:45'],
        says: 'Please do not. This is the sentence people on the panel read out to each other.',
      },
      {
        does: 'decide',
        by: 'lead',
        at: [9, '10:25'],
        as: 'declined',
        reason:
          'The sentence states what a person can count on, not what is true everywhere today. Services that are online only are the reason it is here. We will say in the delivery section by when they have to change.',
      },
    ],
  },
  {
    key: 'carers-again',
    by: 'reviewer',
    at: [10, '09:40'],
    on: 'notice first when something has changed',
    type: 'general',
    labels: ['Equity'],
    says: 'True, and it is the only place before the lists where carers appear. They should stand in the first ambition too.',
    next: [
      {
        does: 'decide',
        by: 'lead',
        at: [9, '10:31'],
        as: 'duplicate',
        repeats: 'carers',
        reason:
          'The same point is made on the opening sentence of this part, where the change would have to be made. It is followed up there, and both of you will see the answer.',
      },
    ],
  },
  {
    key: 'learning-time',
    by: 'editor2',
    at: [8, '07:50'],
    on: 'protect time for learning',
    type: 'substantive',
    labels: ['Workforce'],
    says: 'Home-care workers are paid by the visit. Protected time that is not paid time is a day off without pay. Can we say “paid time”?',
    next: [
      {
        does: 'reply',
        by: 'editor',
        at: [7, '12:15'],
        says: 'Workforce planning would support “paid time”. I have asked for the cost for an agency of fifty and will bring the figure here.',
      },
      { does: 'assign', by: 'lead', at: [6, '09:00'], to: 'editor' },
    ],
  },
  {
    key: 'hours',
    by: 'reviewer',
    at: [9, '19:05'],
    on: 'We will judge success by the hours returned to care, not by the number of tools bought.',
    type: 'substantive',
    labels: ['Evidence', 'Workforce'],
    says: 'Hours returned to whom? An hour that goes from a nurse to a form is returned to nobody. Say that it is time with people.',
    next: [
      {
        does: 'reply',
        by: 'editor',
        at: [8, '10:22'],
        says: 'I have put “time spent with people” into the sentence. See whether it now says it.',
      },
      {
        does: 'write',
        by: 'editor',
        at: [8, '10:24'],
        instead: 'by the hours returned to care, not',
        words: 'by the hours returned to care, as time spent with people, not',
      },
    ],
  },
];
