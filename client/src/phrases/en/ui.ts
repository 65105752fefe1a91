/** The words of the furniture, in English. The English file is the type of every language. */
export const ui = {
  close: 'Close',
  makeTaller: 'Make this sheet taller',
  makeLower: 'Make this sheet lower',
};
