/** The words of the pages, in English. The English file is the type of every language. */
export const pages = {};
