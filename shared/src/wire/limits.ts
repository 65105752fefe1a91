/** Sizes and rates, once for both sides. Reasons: evidence on reliability and enforcement. */

/** The largest frame taken from someone who writes the text. A pasted chapter fits; a flood does not. */
export const writerFrameBytes = 4 * 1024 * 1024;

/**
 * The structs and ranges of deletions of one update: as many as are read in 50 ms. A book of 200,000 words pasted at once
 * has some 25,000; a week's work offline, which comes as one update, 43,000. A mark counts as three: it is parsed, too.
 */
export const updateParts = 80_000;

/**
 * The largest frame taken from anyone else, and the largest presence or state vector from anyone: a text written in thirty
 * thousand sessions has a state vector of this size.
 */
export const readerFrameBytes = 256 * 1024;

/** One person's presence state, encoded. */
export const presenceBytes = 4 * 1024;

/** The newest presence of each person is sent at most this often: two frames of a screen, and nobody sees that it waits. */
export const presenceEveryMs = 33;

/** A client that has stopped reading is cut off at this much unsent, or … */
export const unsentBytes = 4 * 1024 * 1024;

/** … when it has read nothing for this long. */
export const unreadMs = 10_000;

/** How often the server asks a quiet socket whether anyone is there. */
export const pingEveryMs = 25_000;

/** A file to import, and any body of a request that brings one. */
export const importBytes = 10 * 1024 * 1024;

/** The body of any other request. */
export const requestBytes = 256 * 1024;

/** A sign-in link is good for one use within this time. */
export const linkMs = 60 * 60 * 1000;

/** An honest client asks for the document at once; one that has not after this long is closed. */
export const askWithinMs = 10_000;

/** How long a client has to answer a close before the line is cut. */
export const closeWithinMs = 5_000;

/** What is stored of a text: a hundred times the longest strategy there is. */
export const textBytes = 20 * 1024 * 1024;

/**
 * What is stored of a docket: some 20,000 threads, of which every browser in the draft holds all. Without it one person could
 * say two gigabytes in an hour.
 */
export const docketBytes = 64 * 1024 * 1024;

/** The top-level blocks of a text. */
export const textBlocks = 100_000;
