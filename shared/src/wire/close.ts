/**
 * Why the server closes a socket, and what the other side shall do.
 * y-websocket 3 does not reconnect by itself after 4400 to 4499; after any other code it does.
 */
export const close = {
  /** Sign in again, then reconnect. Unsent words stay on the device. */
  signIn: 4401,
  /** This person may not do what the socket tried, or no longer takes part. Keep the refused words, reload the draft. */
  notAllowed: 4403,
  /** There is no such draft, or it is not shared with this person. Go home. */
  noSuchDraft: 4404,
  /** What is stored of this draft cannot be read. Say so, and offer to try again; never show an empty text. */
  unreadable: 4410,
  /** The client speaks another protocol, schema or epoch. Keep unsent words, reload the page. */
  outdated: 4409,
  /** The update was not one: broken, with gaps, or against the schema. Keep the words, reload the draft. */
  badUpdate: 4422,
  /** Too much at once. Wait half a minute, then reconnect. */
  tooFast: 4429,
  /** A frame larger than `limits.ts` allows. Keep the words, reload the draft. */
  tooLarge: 1009,
  /** Not of the protocol: a text frame or an unknown message. Reload the page. */
  protocol: 1002,
  /** The server restarts. Reconnect; nothing is lost. */
  restarting: 1012,
  /** This client stopped reading. Reconnect and sync anew. */
  tooSlow: 4513,
} as const;

export type CloseCode = (typeof close)[keyof typeof close];
