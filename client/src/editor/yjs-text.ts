/**
 * The text in Yjs behind the editor: where a passage is in it, and where it was written. What the editor itself changes
 * stands there a moment later than on the screen, and sometimes otherwise: see passages-plugin.ts.
 */
import { resolveSpan } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import * as Y from 'yjs';

import { blockStarts } from './block-starts.ts';
import type { Passage } from './passage.ts';
import type { Stretch } from './selected-words.ts';

/** The text at one moment. */
export interface TextNow {
  /** Where a passage stands, in positions of the editor; null where its words are gone. */
  resolve(passage: Pick<Passage, 'span'>): Stretch | null;
  /** What was written since this was last asked, at whatever moment. */
  written(): Written;
}

export interface Written {
  /** The texts in which characters came or went, whole; in no order. */
  readonly stretches: readonly Stretch[];
  /** Blocks came or went: words may have been deleted and written anew, and then only the server finds the passages on them. */
  readonly isStructural: boolean;
}

export interface YjsText {
  now(): TextNow;
  /** Notices from now on what is written. @returns what ends that. */
  follow(): () => void;
}

/** @returns the text of this replica. */
export function yjsText(doc: Y.Doc): YjsText {
  const { startOf } = blockStarts(bodyOf(doc));
  let texts = new Set<Y.XmlText>();
  let isStructural = false;
  // Before the editor hears of it: it asks while it takes a change in.
  const notice = ({ changed }: Y.Transaction) => {
    for (const [type, keys] of changed)
      if (type instanceof Y.XmlText) texts.add(type);
      // The key of children; others are those of attributes.
      else if (keys.has(null)) isStructural = true;
  };
  return {
    now() {
      return {
        resolve({ span }) {
          const found = resolveSpan(doc, span);
          if (found === null) return null;
          const [start, end] = [startOf(found.start.text), startOf(found.end.text)];
          if (start === null || end === null) return null;
          return { from: start + found.start.offset, to: end + found.end.offset };
        },
        written() {
          const stretches = [...texts].flatMap((text) => {
            const from = startOf(text);
            return from === null ? [] : [{ from, to: from + text.length }];
          });
          const written = { stretches, isStructural };
          texts = new Set();
          isStructural = false;
          return written;
        },
      };
    },
    follow() {
      doc.on('beforeObserverCalls', notice);
      return () => doc.off('beforeObserverCalls', notice);
    },
  };
}
