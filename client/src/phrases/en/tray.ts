/** The words about changes that somebody means to propose and has not sent yet. */
import { formatNumber, plural } from '../format.ts';

export const tray = {
  label: 'What you propose',
  none: 'Write in the text as if you edited it. Each change becomes a proposal; the text of the others stays as it is.',
  count: (count: number) =>
    plural(count, {
      one: '# change, on this device only',
      other: '# changes, on this device only',
    }),
  waiting: (count: number) =>
    plural(count, {
      one: '# change of yours is not proposed yet.',
      other: '# changes of yours are not proposed yet.',
    }),
  goOn: 'Go on proposing',
  show: 'Show them',
  hide: 'Hide them',
  changes: 'Changes you propose',
  changeOf: (number: number, count: number) =>
    `Change ${formatNumber(number)} of ${formatNumber(count)}`,
  putBack: 'Put back',
  byHand: 'This change cannot be told apart from its neighbours. Undo it in the text.',
  why: 'Why (goes with each of them)',
  send: (count: number) => plural(count, { one: 'Propose # change', other: 'Propose # changes' }),
  sent: (count: number) =>
    plural(count, {
      one: 'Your change is proposed. A lead decides it.',
      other: '# changes are proposed, each for itself. A lead decides them.',
    }),
  discard: 'Discard',
  discardTitle: (count: number) =>
    count === 1 ? 'Discard this change?' : `Discard all ${formatNumber(count)} changes?`,
  discardSay: 'What you wrote here is then gone. The text of the others stays as it is.',
  discardSure: 'Discard for good',
  noAnnotating: 'To comment on words, go to Review. Your changes stay here meanwhile.',
};
