/**
 * The number of the conversation between client and server. `version.test.ts` pins it to a hash of all schemas on the wire.
 * Dockets lie on disk as they are sent: another form of them wants a step in the server's journal/migrations.ts, too.
 */

/**
 * 1: text and docket over y-websocket framing with message 10 (acknowledged) and 11 (refused); acts over HTTP.
 * 2: proposals can be rebased and taken back, moved passages said to be the wrong ones; histories tell of it.
 * 3: proposals of whole blocks; a proposal then says no selection.
 * 4: whole blocks accepted with modification, or written anew: what a lead puts in their place is blocks, too.
 * 5: the docket keeps former wordings in lists of their own; who read it as 4 would find none of them.
 * 6: the docket keeps where the anchor of a long passage is beside the anchor; who read it as 5 would see it where it was.
 */
export const protocolVersion = 6;
