/** What was said about safety, ethics and equity, and about delivery at scale. */
import type { SampleThread } from '../script.ts';

export const onSafetyAndDelivery: readonly SampleThread[] = [
  {
    key: 'answers-for-it',
    by: 'editor2',
    at: [9, '08:15'],
    on: 'name a person who answers for it',
    type: 'substantive',
    labels: ['Safety'],
    says: 'A named person leaves, and the tool stays. Should this be a post, with a name that is kept up to date?',
    next: [
      {
        does: 'reply',
        by: 'reviewer',
        at: [8, '18:35'],
        says: 'If I am harmed I want to know who to speak to, and a post does not pick up the telephone. Could it be both?',
      },
      { does: 'assign', by: 'lead', at: [7, '16:00'], to: 'lead' },
      { does: 'label', by: 'editor', at: [6, '13:20'], labels: ['Safety', 'Workforce'] },
    ],
  },
  {
    key: 'paused',
    by: 'reviewer',
    at: [10, '10:20'],
    on: 'if that date passes without a review the tool is paused',
    type: 'substantive',
    labels: ['Safety', 'Equity'],
    says: 'Paused for whom? My hearing aid adjusts itself with such a tool. If it is paused because somebody missed a date, I am the one who cannot hear. Please say that people who depend on a tool keep it while the review is done.',
    next: [
      {
        does: 'decide',
        by: 'lead',
        at: [7, '16:10'],
        as: 'declined',
        reason:
          'An exception for tools in use would in time cover every tool, and the date would lose its force. A pause is also the only thing that makes a late review everyone’s concern.',
      },
      {
        does: 'contest',
        by: 'reviewer',
        at: [5, '19:12'],
        reason:
          'The reason answers for the provider and not for the person. A pause that takes away someone’s hearing, speech or alarm is a harm this section says it will prevent. I ask for a rule about aids that a person wears or lives with, not about every tool.',
      },
    ],
  },
  {
    key: 'frightened',
    by: 'editor',
    at: [6, '13:30'],
    on: 'It will not be used to set the price of care according to how much a person seems able or frightened enough to pay.',
    type: 'editorial',
    labels: ['Wording'],
    says: 'Right in substance, but I read it three times. Two sentences, one about means and one about fear?',
  },
  {
    key: 'leads',
    by: 'reviewer',
    at: [9, '19:30'],
    on: 'Every integrated care board names a clinical lead and a social care lead for AI.',
    type: 'substantive',
    labels: ['Equity', 'Workforce'],
    says: 'Two professionals share the budget and nobody who lives with the result is in the room.',
    proposes:
      'Every integrated care board names a clinical lead, a social care lead and a patient lead for AI, with equal votes.',
    next: [
      {
        does: 'reply',
        by: 'editor',
        at: [8, '10:45'],
        says: 'Boards cannot give a vote on a budget to someone they do not employ. A seat and the papers they can give.',
      },
      {
        does: 'decide',
        by: 'lead',
        at: [5, '09:35'],
        as: 'accepted-with-modification',
        reason:
          'A person who uses services belongs in the room. Votes on a budget are set by law, so we ask for what a board can give today, a seat, and name unpaid carers beside patients.',
        wording:
          'Every integrated care board names a clinical lead and a social care lead for AI, and gives a seat beside them to someone who uses services or cares for someone who does.',
      },
    ],
  },
  {
    key: 'pay',
    by: 'editor2',
    at: [8, '08:05'],
    on: 'Most providers are small, margins are thin, and many care records are still on paper.',
    type: 'general',
    labels: ['Workforce'],
    says: 'As long as care workers earn less than in a supermarket, no tool will keep them. The strategy should set a pay floor.',
    next: [
      {
        does: 'decide',
        by: 'lead',
        at: [5, '09:50'],
        as: 'out-of-scope',
        reason:
          'We agree that pay decides who stays, and this strategy has no power over it. We have sent the comment, with your agreement, to the team that prepares the workforce plan.',
      },
    ],
  },
  {
    key: 'spoken-notes',
    by: 'editor2',
    at: [7, '08:00'],
    on: 'a tool that reliably turns spoken notes into a legible record may be worth more than one that predicts the future',
    type: 'substantive',
    labels: ['Evidence'],
    says: 'I like this, but what is it based on? Two of our members stopped using such a tool.',
    next: [
      {
        does: 'decide',
        by: 'lead',
        at: [5, '10:00'],
        as: 'noted',
        reason: 'The sentence says “may be”. The review of the evidence will cover such tools.',
      },
      {
        does: 'reply',
        by: 'editor2',
        at: [3, '08:25'],
        says: 'The two members have now written up why they stopped: it left out what was said in Polish and in Urdu. I can share both reports with @lead and @reviewer.',
      },
      {
        does: 'reopen',
        by: 'lead',
        at: [2, '09:10'],
        reason: 'The two reports are new evidence on the very tool we praise here.',
      },
    ],
  },
  {
    key: 'results-travel',
    by: 'editor',
    at: [7, '11:00'],
    on: 'Results travel, with a note of what was different about the place they came from.',
    type: 'editorial',
    labels: ['Wording'],
    says: 'There seems to be no duty to write that note.',
    next: [
      {
        does: 'withdraw',
        by: 'editor',
        at: [7, '11:25'],
        reason: 'I had overlooked the one-page form in “Understand today”, which asks for it.',
      },
    ],
  },
];
