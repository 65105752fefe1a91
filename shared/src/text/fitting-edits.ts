/**
 * Keeps an editor's own edits within what the server takes, which refuses more with all that was written after it. What comes
 * from others was judged by the server.
 */
import type { Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

import { fittingValue } from './attribute-values.ts';
import { tableFits, tableShrinks } from './table-size.ts';

/**
 * A number that a list cannot begin with becomes the nearest; a column, row or paste too many for a table is not put in.
 * @param onTooLarge called where that is so: whoever did it sees nothing happen.
 */
export function fittingEdits(onTooLarge: () => void = () => undefined): Plugin {
  return new Plugin({
    key: new PluginKey('fittingEdits'),
    filterTransaction(transaction) {
      const fits =
        !isOwn(transaction) ||
        changedNodes(transaction).every(
          (changed) => isNoLargeTable(changed) || wasLarger(changed, transaction),
        );
      if (!fits) onTooLarge();
      return fits;
    },
    appendTransaction(transactions, _before, { tr, doc }) {
      for (const transaction of transactions.filter(isOwn))
        for (const { node, at } of changedNodes(transaction))
          for (const [name, value] of Object.entries(node.attrs))
            if (transaction.doc === doc && fittingValue(name, value) !== value)
              tr.setNodeAttribute(at, name, fittingValue(name, value) ?? null);
      return tr.docChanged ? tr : null;
    },
  });
}

function isOwn(transaction: Transaction): boolean {
  return transaction.docChanged && transaction.getMeta(ySyncPluginKey)?.isChangeOrigin !== true;
}

/** The nodes that a change may have altered, and those around them. Most keys alter the words of one block, and no node. */
function changedNodes({ doc, mapping }: Transaction): { node: Node; at: number }[] {
  let from = doc.content.size;
  let to = 0;
  for (const [index, map] of mapping.maps.entries())
    map.forEach((_from, _to, start, end) => {
      const later = mapping.slice(index + 1);
      from = Math.min(from, later.map(start, -1));
      to = Math.max(to, later.map(end, 1));
    });
  const nodes: { node: Node; at: number }[] = [];
  if (from > to || isWithinWords(doc, from, to)) return nodes;
  const [first, last] = [Math.max(from - 1, 0), Math.min(to + 1, doc.content.size)];
  doc.nodesBetween(first, last, (node, at) => {
    if (!node.isText) nodes.push({ node, at });
  });
  return nodes;
}

function isWithinWords(doc: Node, from: number, to: number): boolean {
  const place = doc.resolve(from);
  return place.parent.isTextblock && to <= place.end();
}

function isNoLargeTable({ node }: { node: Node }): boolean {
  return node.type.name !== 'table' || tableFits(spansOf(node));
}

/** A table of before there was a bound: rows can be taken out of it, and its words be changed. */
function wasLarger({ node, at }: { node: Node; at: number }, transaction: Transaction): boolean {
  const before = transaction.before.nodeAt(transaction.mapping.invert().map(at));
  return before?.type.name === 'table' && tableShrinks(spansOf(before), spansOf(node));
}

function spansOf(table: Node) {
  return table.children.map(({ children }) =>
    children.map(({ attrs }) => ({
      colspan: Number(attrs['colspan']),
      rowspan: Number(attrs['rowspan']),
    })),
  );
}
