/**
 * Why the server closes a socket, and what the other side shall do.
 * y-websocket 3 does not reconnect by itself after 4400 to 4499; after any other code it does.
 */
export const close = {
  /** Nobody is signed in, or no longer. Sign in again, then reconnect. Unsent words stay on the device. */
  signIn: 4401,
  /** This person may not do what the socket tried, or no longer takes part. Keep the refused words, reload the draft. */
  notAllowed: 4403,
  /** There is no such draft, or it is not shared with this person. Go home. */
  noSuchDraft: 4404,
  /** What is stored of this draft cannot be read. Say so, and offer to try again; never show an empty text. */
  unreadable: 4410,
  /** The client speaks another protocol, schema or epoch. Keep unsent words, reload the page. */
  outdated: 4409,
  /**
   * The update was not one: broken, with gaps, or against the schema; or the server could not take it, and opens the draft
   * anew. Keep the words, reload the draft.
   */
  badUpdate: 4422,
  /**
   * A flood: far more frames than anyone types, or the document asked for again and again. Wait half a minute, then
   * reconnect and send anew what was not acknowledged. Who is merely quick is read more slowly and never sees this.
   */
  tooFast: 4429,
  /** This person has too many sockets open already. Wait half a minute, then reconnect; closing windows helps. */
  tooManySockets: 4430,
  /**
   * Too much: a frame larger than `limits.ts` allows, an update of more parts, a text that is full or has as many blocks as it
   * may, or more windows of one person than may write in it. Keep the words, reload the draft; the refusal that came before
   * says which, and what helps. Of the first two a script that has the single updates may send those.
   */
  tooLarge: 1009,
  /** Not of the protocol: a text frame, an unknown message, or bytes that are no WebSocket frame. Reload the page. */
  protocol: 1002,
  /** The server restarts, opens this draft anew, or knows this person in another role by now. Reconnect; nothing is lost. */
  restarting: 1012,
  /** This client stopped reading: 4 MB unsent, or nothing read for 10 seconds. Reconnect and sync anew. */
  tooSlow: 4513,
  /** This client never asked for the document. Reconnect and begin with SyncStep1. */
  idle: 4508,
} as const;

export type CloseCode = (typeof close)[keyof typeof close];

/**
 * What the other side sees where no code could be sent, with the same remedy each time: reconnect, more slowly at each
 * failure, and send anew what was not acknowledged.
 *
 * - The line broke, or the client did not answer the server's ping for one round (`pingEveryMs`) and was given up.
 * - The handshake was refused: 403 for a page of another site, 404 for an address that is no socket's, 503 with
 *   Retry-After where the house or the address has as many sockets as it may, knocks too often, or the server is too busy.
 * - The client did not answer a close: five seconds later the line is cut; two seconds later, where it was never let in.
 * - It was to be sent away and read too slowly: what it had been sent before did not leave within a second. The next
 *   handshake says why.
 *
 * Two more codes come from the WebSocket library, for what no honest client writes, and mean what `protocol` means:
 * 1007, a text frame that is not UTF-8, and 1008, a message in more than a thousand fragments.
 */
export const lost = 1006;
