/** The real page of a draft: header, toolbar, outline, text, margin. Only the line to a server is made up. */
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import { blocksAtHand } from '@gloss/shared/text/blocks-at-hand';
import { DraftId } from '@gloss/shared/words/ids';
import { refuse } from '@gloss/shared/words/refusal';
import { createElement, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { Awareness } from 'y-protocols/awareness';

import type { Desk, DeskView } from '../../../../client/src/desk/desk.ts';
import { showThreads } from '../../../../client/src/desk/shown-threads.ts';
import { OpenDraft } from '../../../../client/src/pages/write/open-draft.tsx';
import { lead } from '../lead.ts';
import type { Documents } from './documents.ts';

import '../../../../client/src/ui/tokens.css';
import '../../../../client/src/ui/base.css';

export function showGloss(root: HTMLElement, documents: Documents): void {
  const desk = deskOf(documents);
  const Page = () =>
    createElement(OpenDraft, { desk, view: useSyncExternalStore(desk.subscribe, desk.view) });
  createRoot(root).render(createElement(Page));
}

/** A desk whose acts are all refused: what is measured are the changes that others make. */
function deskOf({ text, docket }: Documents): Desk {
  const listeners = new Set<() => void>();
  const threads = showThreads(
    docket,
    () => [],
    () => ({
      actor: lead,
      participants: [lead],
      settle: () => refuse('passage-empty'),
      blocks: blocksAtHand(text),
    }),
    () => {
      view = { ...view, threads: threads.list() };
      for (const listener of listeners) listener();
    },
  );
  const { account, name, organisation } = lead;
  let view: DeskView = {
    me: { account, name, organisation, email: 'lea@example.org', mayCreate: true },
    card: {
      id: DraftId.parse('bench-draft'),
      title: 'The editor at size',
      status: 'drafting',
      role: 'lead',
      openThreads: threads.list().length,
      changedAt: 0,
      epoch: 1,
      participants: [lead],
    },
    role: 'lead',
    saved: { is: 'saved' },
    threads: threads.list(),
    present: [],
    refusedActs: [],
    unsent: [],
  };
  const nothing = (): void => undefined;
  return {
    text,
    awareness: new Awareness(text),
    view: () => view,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    act: () => refuse('passage-empty'),
    takes: () => true,
    proposeUnsent: () => refuse('passage-empty'),
    fork: () => {
      throw new Error('Nobody proposes here.');
    },
    hasFork: () => false,
    proposeFork: () => refuse('passage-empty'),
    dismissRefused: nothing,
    retryRefused: nothing,
    dismissUnsent: nothing,
    stand: nothing,
    refresh: nothing,
    reload: nothing,
  };
}
