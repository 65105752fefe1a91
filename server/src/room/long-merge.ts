/** Puts a long update into a document, in slices: text-room.ts does so while it holds the document. Short ones go to Yjs as they are. */
import * as Y from 'yjs';

import { leaveUntidied } from '../journal/replay.ts';
import type { Change } from './change.ts';
import { Seen } from './change.ts';
import type { MergeBudget } from './merge-budget.ts';
import type { Decoded, PartsInPiece } from './pieces.ts';
import { encoded, Pace, piecesOf } from './pieces.ts';
import type { Work } from './turns.ts';

/**
 * @param update what was judged (judge.ts).
 * @param fixedParts how many parts are merged between two stops; absent, as many as take some milliseconds.
 * @returns what it did, as if it had been merged in one go; null where nothing changed. Throws what Yjs throws, and where
 * the budget is spent; the document may then be half changed.
 */
export function* mergingIn(
  doc: Y.Doc,
  update: Decoded,
  budget: MergeBudget,
  fixedParts?: PartsInPiece,
): Work<Change | null> {
  const seen = new Seen(doc);
  const deletions: Y.Transaction['deleteSet'][] = [];
  const onTransaction = ({ deleteSet }: Y.Transaction) => void deletions.push(deleteSet);
  doc.on('afterTransaction', onTransaction);
  try {
    yield* pieceByPiece(doc, update, budget, fixedParts);
    const tidiedFrom = seen.updates.length;
    if (tidiedFrom === 0) return null;
    yield* tidying(doc, seen);
    const tidied = seen.updates.slice(tidiedFrom);
    yield;
    const { clients } = Y.mergeDeleteSets(deletions);
    return seen.changeTo(
      encoded(
        update.structs.filter((struct) => !(struct instanceof Y.Skip)),
        clients,
      ),
      tidied.length === 0 ? null : Y.mergeUpdates(tidied),
    );
  } finally {
    doc.off('afterTransaction', onTransaction);
    seen.ends();
  }
}

/** What marks are for may come with a later piece: until then they must not be taken for marks that no longer show. */
function* pieceByPiece(
  doc: Y.Doc,
  update: Decoded,
  budget: MergeBudget,
  fixedParts?: PartsInPiece,
): Work<void> {
  doc.on('afterTransaction', leaveUntidied);
  try {
    const pace = new Pace();
    for (const piece of piecesOf(update, fixedParts ?? pace.next)) {
      const from = performance.now();
      Y.applyUpdate(doc, piece, budget);
      pace.took(performance.now() - from);
      yield;
    }
  } finally {
    doc.off('afterTransaction', leaveUntidied);
  }
}

/** Takes the marks away that no longer show: all that Yjs takes away after an update, here and on every replica that reads it. */
function* tidying(doc: Y.Doc, seen: Seen): Work<void> {
  for (const part of seen.touched) {
    if (!(part instanceof Y.XmlText) || !part._hasFormatting) continue;
    doc.transact((transaction) => {
      Y.cleanupYTextFormatting(part);
      tidyGaps(part, transaction);
    });
    yield;
  }
}

/** Of several marks of one kind between the same two characters the last one holds, and the others go. */
function tidyGaps(text: Y.XmlText, transaction: Y.Transaction): void {
  const gap = new Map<string, Y.Item>();
  for (let item = text._start; item; item = item.right) {
    if (item.deleted) continue;
    if (item.content instanceof Y.ContentFormat) {
      gap.get(item.content.key)?.delete(transaction);
      gap.set(item.content.key, item);
    } else if (item.countable) gap.clear();
  }
}
