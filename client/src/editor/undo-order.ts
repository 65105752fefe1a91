/**
 * What undo brings back is put where replicas agree on it. Yjs looks for the neighbours that a part had one by one; where they
 * were brought back before it may find one part for both of them, or them the wrong way round. Where such a part comes to stand
 * depends on what a replica has read before it (in a third of random rounds they differ), so the server refuses it: somebody who
 * undid what they had done, alone, was told to reload the page. Here it is put right behind its left neighbour, as if typed there.
 *
 * Yjs has no event for this: `integrate` is wrapped, of the one version that package.json names.
 */
import * as Y from 'yjs';

const { integrate } = Y.Item.prototype;

Y.Item.prototype.integrate = function (transaction: Y.Transaction, offset: number): void {
  if (transaction.origin instanceof Y.UndoManager && !isInOrder(this)) {
    this.right = this.left ? this.left.right : startOf(this.parent);
    this.rightOrigin = this.right?.id ?? null;
  }
  integrate.call(this, transaction, offset);
};

/** Whether the part it is to stand before comes after the one it is to stand behind. Of attributes the last one holds. */
function isInOrder({ left, right, parent, parentSub }: Y.Item): boolean {
  if (right === null || parentSub !== null) return true;
  let at = left ? left.right : startOf(parent);
  while (at !== null && at !== right) at = at.right;
  return at === right;
}

function startOf(parent: Y.Item['parent']): Y.Item | null {
  return parent instanceof Y.AbstractType ? parent._start : null;
}
