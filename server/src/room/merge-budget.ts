/**
 * An end to updates made to be slow, or to be read in one order by some and in another by others. Yjs finds the place of an
 * item by walking over all that was put into the same gap; two hundred kilobytes can make it walk for minutes, and nothing in
 * Yjs stops it. Honest edits walk over what others wrote into that gap meanwhile, and no further. So the steps of one update
 * are counted as it goes in, and too many end it: the room then forgets it like any other update that throws.
 *
 * Counting needs a look at each item at the moment it finds its place, which Yjs has no event for: `integrate` is wrapped,
 * of the one version of Yjs that package.json names. Updates without a budget, those of our own disk, are not looked at.
 */
import * as Y from 'yjs';

/** About thirty milliseconds. A day offline, merged into a day of twenty others' work, takes a hundredth of them. */
const mostSteps = 500_000;

/** The origin of a transaction that puts in what came from outside. */
export class MergeBudget {
  #steps = mostSteps;

  /**
   * Throws once the budget is spent, and on an item that does not stand where it says: replicas would not agree on it.
   * @returns the item that this one must not come to stand right before; null where it may stand wherever Yjs puts it.
   */
  spend(item: Y.Item): Y.Item | null {
    const { steps, barred } = wayTo(item, this.#steps);
    this.#steps -= steps;
    if (this.#steps < 0) throw new Error('The update takes too long to merge.');
    return barred;
  }
}

const { integrate } = Y.Item.prototype;

Y.Item.prototype.integrate = function (transaction: Y.Transaction, offset: number): void {
  const barred = transaction.origin instanceof MergeBudget ? transaction.origin.spend(this) : null;
  integrate.call(this, transaction, offset);
  if (barred !== null && this.right === barred)
    throw new Error('The update puts a part where none could be put.');
};

interface Way {
  readonly steps: number;
  readonly barred: Y.Item | null;
}

const nowhere: Way = { steps: Infinity, barred: null };
const straight: Way = { steps: 0, barred: null };

/**
 * `steps`: how many items Yjs may walk over to find this one's place; counted no further than `most`. Infinity where the item
 * it is to stand before does not come after the one it is to stand behind, or only one of them is left.
 *
 * `barred`: the item it is to stand before, where that one was itself put behind an item between the two. Who saw it saw that
 * item, too, and could never reach past it. Right before it this one would part what belongs together, and where Yjs then puts
 * the next ones depends on whether they come sooner or later: a newcomer reads another order than those who are there.
 */
function wayTo(item: Y.Item, most: number): Way {
  const { left, right, parent, parentSub, origin } = item;
  // Finding the one cut the other in two, within one run of characters.
  if (left && origin && left.lastId.clock !== origin.clock) return nowhere;
  if (!(parent instanceof Y.AbstractType)) return isHalfGone(item) ? nowhere : straight;
  if (left?.right === right) return straight;
  if (left === null && right !== null && right.left === null) return straight;
  let steps = 0;
  let barred: Y.Item | null = null;
  let at = left ? left.right : parent._start;
  if (left === null && parentSub !== null) {
    at = parent._map.get(parentSub) ?? null;
    for (; at?.left && steps <= most; at = at.left) steps += 1;
  }
  for (; at !== null && at !== right && steps <= most; at = at.right) {
    if (right?.origin && holds(at, right.origin)) barred = right;
    steps += 1;
  }
  return at === null && right !== null ? nowhere : { steps, barred };
}

/**
 * Whether of the two neighbours one stands and of the other nothing is left but its place, since the block it was in is gone.
 * They were never in one text, then. Here the item comes to nothing as well; who reads all of it at once, before anything is
 * cleared away, finds it beside the one that stands.
 */
function isHalfGone({ left, right }: Y.Item): boolean {
  return left instanceof Y.Item || right instanceof Y.Item;
}

function holds({ id, length }: Y.Item, { client, clock }: Y.ID): boolean {
  return id.client === client && id.clock <= clock && clock < id.clock + length;
}
