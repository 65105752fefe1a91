/** What was said about the draft as a whole and about its three phases. */
import type { SampleThread } from '../script.ts';

export const onApproach: readonly SampleThread[] = [
  {
    key: 'easy-read',
    by: 'reviewer',
    at: [13, '10:00'],
    type: 'general',
    labels: ['Equity'],
    says: 'About the whole draft: will there be an easy-read version on the same day? If it comes later, the people it is for comment on a text that others have already settled.',
    next: [
      {
        does: 'reply',
        by: 'lead',
        at: [12, '16:30'],
        says: 'It should. @editor2, who made the easy-read version of the last plan, and how long did they need?',
      },
      {
        does: 'reply',
        by: 'editor2',
        at: [11, '08:10'],
        says: 'Three weeks, with a group of readers who have a learning disability and who were paid. They would do it again.',
      },
    ],
  },
  {
    key: 'slow-computers',
    by: 'editor2',
    at: [11, '08:30'],
    on: 'Many of the problems people call problems of AI are problems of computers that take ten minutes to start.',
    type: 'general',
    labels: ['Workforce'],
    says: 'Every care manager I showed this to nodded here. Two said that theirs take fifteen.',
    next: [
      {
        does: 'decide',
        by: 'lead',
        at: [9, '10:40'],
        as: 'noted',
        reason:
          'Thank you. It supports the sentence as it stands. We have put the two accounts into the review of the evidence, without names.',
      },
      { does: 'confirm', by: 'editor2', at: [8, '07:40'] },
    ],
  },
  {
    key: 'winter',
    by: 'editor2',
    at: [11, '08:42'],
    on: 'A strategy that ignores those will fail in the first week of a winter.',
    type: 'editorial',
    labels: ['Wording'],
    says: 'A fine line, but it will be quoted as a prediction about the coming winter. Is that what we want in the papers?',
    next: [
      {
        does: 'reply',
        by: 'lead',
        at: [7, '15:30'],
        says: 'No. The paragraph stands without it. @editor, please take it out; the thread stays, so that nobody has to ask where the line went.',
      },
      {
        does: 'write',
        by: 'editor',
        at: [6, '11:05'],
        instead: ' A strategy that ignores those will fail in the first week of a winter.',
        words: '',
      },
    ],
  },
  {
    key: 'bsl',
    by: 'reviewer',
    at: [10, '10:05'],
    on: 'Interpreters are booked on request.',
    type: 'editorial',
    labels: ['Wording', 'Equity'],
    says: 'Someone who needs an interpreter looks under “another format”, not under travel. Could this sentence move there?',
    next: [
      {
        does: 'decide',
        by: 'lead',
        at: [7, '15:42'],
        as: 'accepted',
        reason: 'It should stand where people will look for it. The words stay as they are.',
      },
      {
        does: 'write',
        by: 'editor2',
        at: [6, '08:20'],
        instead: ' Interpreters are booked on request.',
        words: '',
      },
      {
        does: 'write',
        by: 'editor2',
        at: [6, '08:21'],
        instead: 'British Sign Language and Welsh are available.',
        words: 'British Sign Language and Welsh are available. Interpreters are booked on request.',
      },
      { does: 'confirm', by: 'reviewer', at: [5, '19:00'] },
    ],
  },
  {
    key: 'witnesses',
    by: 'editor',
    at: [8, '14:10'],
    on: 'Suppliers are heard as witnesses and are not members.',
    type: 'substantive',
    labels: ['Evidence'],
    says: 'Then say the same of consultancies that are paid by suppliers. Otherwise the door we close here stands open beside it.',
    next: [
      {
        does: 'decide',
        by: 'lead',
        at: [5, '09:20'],
        as: 'accepted',
        reason:
          'The reason for the rule applies to whoever is paid by a supplier. The secretariat will bring wording that covers them to the next meeting.',
      },
    ],
  },
];
