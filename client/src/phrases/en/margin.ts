/** The words of the room `margin`, in English. Its builder fills them in; the English file is the type of every language. */
export const margin = {};
