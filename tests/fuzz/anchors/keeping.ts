/** The server's side without a network: a text, its threads and the real keeper; and what must hold after every change. */
import { changeIn } from '@gloss/server/room/change';
import { Keeper } from '@gloss/server/room/keeper';
import { openThread } from '@gloss/shared/rules/scene.fixture';
import { readQuote, resolveSpan } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import { checkBlocks } from '@gloss/shared/text/check';
import { lineOf } from '@gloss/shared/text/reading';
import { settle } from '@gloss/shared/text/settle';
import { Anchor } from '@gloss/shared/words/anchor';
import type { Selected } from '@gloss/shared/words/anchor';
import type { AccountId } from '@gloss/shared/words/ids';
import { ThreadId } from '@gloss/shared/words/ids';
import type { Thread } from '@gloss/shared/words/thread';
import * as Y from 'yjs';

/** What came of one change of the text. */
export interface Kept {
  readonly moved: readonly Thread[];
  /** A line for each thing that is wrong. */
  readonly wrong: readonly string[];
}

export class Keeping {
  readonly text: Y.Doc;
  readonly threads = new Map<ThreadId, Thread>();
  readonly #keeper: Keeper;
  readonly #opened: ThreadId[] = [];
  #seq = 0;

  constructor(text: Y.Doc) {
    this.text = text;
    this.#keeper = new Keeper(text, []);
  }

  get looked(): number {
    return this.#keeper.looked;
  }

  /** Opens a thread on a selection that was made on some screen, at whatever time. @returns null where it holds no words. */
  annotates(selected: Selected): Thread | null {
    const anchor = settle(this.text, selected, this.#seq);
    if (!anchor.ok) return null;
    const number = this.#opened.length + 1;
    const id = ThreadId.parse(`thread-number-${number}`);
    const thread: Thread = { ...openThread(), id, number, anchor: anchor.value, history: [] };
    this.#opened.push(id);
    this.threads.set(id, thread);
    this.#keeper.put(thread);
    return thread;
  }

  /** @returns whether the text with this update would not fit the schema: two who edit one table can make such a one. */
  refuses(update: Uint8Array): boolean {
    const trial = new Y.Doc();
    Y.applyUpdate(trial, Y.encodeStateAsUpdate(this.text));
    Y.applyUpdate(trial, update);
    return !checkBlocks(bodyOf(trial), [bodyOf(trial)]).ok;
  }

  /** Takes an update of the text by somebody, and lets the anchors follow. */
  gets(update: Uint8Array, by: AccountId): Kept {
    const stood = new Map(
      [...this.threads.values()].map((thread) => [thread.id, this.#blocks(thread)]),
    );
    const touched = this.#touched();
    const change = changeIn(this.text, () => Y.applyUpdate(this.text, update));
    touched.stop();
    if (change === null) return { moved: [], wrong: [] };
    const [looked, mayLook] = [this.#keeper.looked, this.#mayLook(stood, touched.blocks)];
    this.#seq += 1;
    const followed = { change, seq: this.#seq, at: this.#seq, by };
    const moved = this.#keeper.follow(followed, (id) => this.threads.get(id));
    for (const thread of moved) this.threads.set(thread.id, thread);
    const wrong = [...this.threads.values()].flatMap((thread) => this.#wrongWith(thread));
    for (const id of this.#opened) if (!this.threads.has(id)) wrong.push(`${id} vanished`);
    const work = this.#keeper.looked - looked;
    if (work > mayLook)
      wrong.push(`${work} anchors were looked at where ${mayLook} could be touched`);
    return { moved, wrong };
  }

  /** The anchors that a change can have touched: in the blocks it touched or next to one that is new, and orphans of whose words some stand there. */
  #mayLook(stood: ReadonlyMap<ThreadId, Set<Y.Item>>, touched: ReadonlySet<Y.Item>): number {
    const line = lineOf(bodyOf(this.text)).words;
    let count = 0;
    for (const [id, blocks] of stood) {
      const anchor = this.threads.get(id)?.anchor;
      const isTouched = [...blocks].some((block) => touched.has(block));
      const isWanted =
        anchor?.state.is === 'orphaned' || (anchor?.state.is === 'moved' && anchor.state.confirm);
      if (isTouched) count += 1;
      if (isWanted && isWithin(line, anchor)) count += 1;
    }
    return count;
  }

  #blocks({ anchor }: Thread): Set<Y.Item> {
    const at =
      anchor && anchor.state.is !== 'orphaned' ? resolveSpan(this.text, anchor.span) : null;
    if (at === null) return new Set();
    const blocks = new Set<Y.Item>();
    const last = blockOf(at.end.text);
    for (let item = blockOf(at.start.text); item; item = item.next) {
      blocks.add(item);
      if (item === last) break;
    }
    return blocks;
  }

  /** Seen by Yjs itself, not by what the server makes of it. */
  #touched(): { readonly blocks: Set<Y.Item>; stop(): void } {
    const blocks = new Set<Y.Item>();
    const add = (item: Y.Item | null | undefined) => item && blocks.add(item);
    const body = bodyOf(this.text);
    const onEvents = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[]) => {
      for (const event of events) {
        add(blockOf(event.target));
        for (const item of event.changes.added)
          for (const near of [item, item.prev, item.next]) if (item.parent === body) add(near);
        for (const item of event.changes.deleted) if (item.parent === body) add(item);
      }
    };
    body.observeDeep(onEvents as Parameters<typeof body.observeDeep>[0]);
    return {
      blocks,
      stop: () => body.unobserveDeep(onEvents as Parameters<typeof body.observeDeep>[0]),
    };
  }

  #wrongWith({ id, anchor }: Thread): string[] {
    if (!Anchor.safeParse(anchor).success || anchor === undefined) return [`${id} has no anchor`];
    const { state, quote, span } = anchor;
    if (state.is === 'orphaned') return [];
    const at = resolveSpan(this.text, span);
    const reads = at && readQuote(bodyOf(this.text), at.start, at.end).exact;
    const says = state.is === 'anchored' ? quote.exact : state.reads;
    return reads !== null && isSame(reads, says)
      ? []
      : [`${id} is ${state.is} and says "${says}", but the text there reads "${reads}"`];
  }
}

function isSame(one: string, other: string): boolean {
  return one.replaceAll('\n', '') === other.replaceAll('\n', '');
}

function isWithin(line: string, { quote, state }: Anchor): boolean {
  const readings = [quote.exact, state.is === 'orphaned' ? (state.reads ?? '') : ''];
  return readings.some((reading) =>
    reading.split('\n').some((words) => words !== '' && line.includes(words.slice(0, 12))),
  );
}

/** The top-level block of a part, live or not. */
function blockOf({ _item }: Pick<Y.XmlText, '_item'>): Y.Item | null {
  let item = _item;
  while (item && item.parent instanceof Y.AbstractType && item.parent._item)
    item = item.parent._item;
  return item;
}
