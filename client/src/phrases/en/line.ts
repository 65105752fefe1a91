/** The words of the room `line`, in English. Its builder fills them in; the English file is the type of every language. */
export const line = {};
