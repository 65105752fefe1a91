/** An open draft: sections | page | margin, with the bars above. The only place where the editor and the margin meet. */
import type { Act } from '@gloss/shared/rules/acts';
import { may } from '@gloss/shared/rules/may';
import type { Selected } from '@gloss/shared/words/anchor';
import type { BlockId, ThreadId } from '@gloss/shared/words/ids';
import type { Thread } from '@gloss/shared/words/thread';
import { useMemo, useRef, useState } from 'react';

import type { Desk, DeskView } from '../../desk/desk.ts';
import { BlocksField } from '../../editor/blocks-field.tsx';
import { Outline } from '../../editor/outline.tsx';
import { deselecting } from '../../editor/selected-words.ts';
import { ShortcutSheet } from '../../editor/shortcut-sheet.tsx';
import { TextEditor } from '../../editor/text-editor.tsx';
import { Toolbar } from '../../editor/toolbar.tsx';
import { passes } from '../../margin/thread-filter.ts';
import type { ThreadFilter } from '../../margin/thread-filter.ts';
import { phrases } from '../../phrases/phrases.ts';
import { toast } from '../../ui/toast.tsx';
import { useEvent } from '../use-event.ts';
import { useTitle } from '../use-title.ts';
import { DraftBar } from './draft-bar.tsx';
import type { Mode } from './mode-choice.tsx';
import { modesOf } from './mode-choice.tsx';
import { NarrowDrawer } from './narrow-drawer.tsx';
import { keepPassages } from './passages.ts';
import { PlacedMargin } from './placed-margin.tsx';
import { ProposalTray, WaitingProposals } from './proposal-tray.tsx';
import { RefusedEdit } from './refused-edit.tsx';
import { revealThread } from './reveal.ts';
import { SkipLinks } from './skip-links.tsx';
import { useActiveThread } from './use-active-thread.ts';
import { useAwaiting } from './use-awaiting.ts';
import { useDrawnCards } from './use-drawn-cards.ts';
import { useFocusSoon } from './use-focus-soon.ts';
import { firstMode, useFork } from './use-fork.ts';
import { useHeadHeight } from './use-head-height.ts';
import { useMedia } from './use-media.ts';
import { usePageKeys } from './use-page-keys.ts';
import { useTextView } from './use-text-view.ts';

import styles from './open-draft.module.css';

/** Below this the sections go into a drawer and the margin becomes a sheet. */
const narrow = '(max-width: 68.74rem)';

/** A phone: the text is for reading first, and a touch of the words must not call up the keyboard. */
const phone = '(max-width: 40rem)';

/** What is being composed: on selected words, or on the whole draft where none are given. */
interface Composing {
  readonly selected: Selected | null;
  readonly top: number;
}

export function OpenDraft({ desk, view }: { readonly desk: Desk; readonly view: DeskView }) {
  const { card, role, threads } = view;
  const isNarrow = useMedia(narrow);
  const isPhone = useMedia(phone);
  const modes = modesOf(role);
  const [wanted, setMode] = useState<Mode>(() => firstMode(desk, isPhone));
  const mode = modes.includes(wanted) ? wanted : 'review';
  const [filter, setFilter] = useState<ThreadFilter>('open');
  const [composing, setComposing] = useState<Composing | null>(null);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  useTitle(card.title);

  const page = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const margin = useRef<HTMLElement>(null);
  useHeadHeight(head, page);

  const fork = useFork(desk, mode === 'propose');
  const isOwn = mode === 'propose' && fork !== null;
  // In a text of one's own nothing can be selected that others have, too.
  const mayAnnotate = may(role, 'annotate') && !isOwn;
  const writable = mode === 'edit' || isOwn;
  const shown = isOwn ? fork.text : { doc: desk.text, awareness: desk.awareness };
  const text = useTextView(desk, writable ? shown.doc : null);
  useDrawnCards(margin, text.handle);
  const focusSoon = useFocusSoon(text.handle);
  const [passagesFor] = useState(keepPassages);
  const passages = useMemo(() => passagesFor(threads), [passagesFor, threads]);
  const { bySection, openThreads } = useAwaiting(desk.text, text.sections, view);

  const reveal = (thread: ThreadId, isGentle: boolean) => {
    if (text.handle) revealThread(text.handle, thread, { head: head.current, isNarrow, isGentle });
  };
  const arrive = (thread: Thread) => {
    if (!passes(thread, filter, view.me.account)) setFilter('all');
    reveal(thread.id, false);
  };
  const { active, activate } = useActiveThread(threads, text.handle !== null, arrive, (number) =>
    toast(phrases.pages.write.noSuchThread(number)),
  );
  const openFromMargin = useEvent((thread: ThreadId | null) => {
    activate(thread);
    if (thread !== null) reveal(thread, true);
  });

  const onAnnotate = () => {
    if (isOwn) return toast(phrases.pages.tray.noAnnotating);
    if (!mayAnnotate) return;
    const selected = text.handle?.selected() ?? null;
    if (selected === null) return toast(phrases.pages.write.selectFirst);
    if (selected.isMore) toast(phrases.pages.write.wholeRows);
    setComposing({ selected: selected.words, top: text.spot?.top ?? 0 });
  };
  const onAct = useEvent((act: Act) => {
    const ruling = desk.act(act);
    // What was said about the selected words is said: they need no selection any more.
    const page = text.handle?.editor.view;
    if (ruling.ok && 'selected' in act) page?.dispatch(deselecting(page.state));
    return ruling;
  });
  const onWholeDraft = () => {
    setDrawerOpen(false);
    setComposing({ selected: null, top: 0 });
  };
  usePageKeys({ onAnnotate, onHelp: () => setHelpOpen(true) });

  const goToSection = useEvent((section: BlockId) => {
    setDrawerOpen(false);
    text.handle?.goToSection(section);
  });
  const outline = (
    <Outline
      sections={text.sections}
      current={text.current}
      threads={bySection}
      present={view.present}
      onGo={goToSection}
    />
  );
  const bar = {
    desk,
    view,
    sections: text.sections,
    modes,
    mode,
    onMode: setMode,
    onGoTo: text.handle?.goToSection,
    onWholeDraft: mayAnnotate ? onWholeDraft : undefined,
    onShortcuts: () => setHelpOpen(true),
    onShow: (filter: ThreadFilter) => {
      setDrawerOpen(false);
      setFilter(filter);
    },
  };

  return (
    <div ref={page} className={styles.draft}>
      <SkipLinks isNarrow={isNarrow} />
      <header ref={head} className={styles.head}>
        <DraftBar
          {...bar}
          current={text.current}
          isNarrow={isNarrow}
          isDrawerOpen={isDrawerOpen}
          onOpenDrawer={() => setDrawerOpen(true)}
        />
        {(mode === 'propose' ? !isNarrow : writable || !isPhone) && (
          <Toolbar
            editor={text.handle?.editor ?? null}
            writable={mode !== 'review'}
            mayAnnotate={mayAnnotate}
            onAnnotate={onAnnotate}
            openThreads={openThreads}
            decidedThreads={threads.length - openThreads}
            onShortcuts={bar.onShortcuts}
          />
        )}
        <RefusedEdit desk={desk} view={view} onReturn={() => text.handle?.focus()} />
        {isOwn && <ProposalTray desk={desk} fork={fork.fork} onReturn={focusSoon} />}
        {!isOwn && fork && modes.includes('propose') && (
          <WaitingProposals fork={fork.fork} onGoOn={() => setMode('propose')} />
        )}
      </header>
      {isNarrow && isDrawerOpen && (
        <NarrowDrawer {...bar} outline={outline} onClose={() => setDrawerOpen(false)} />
      )}
      <div className={styles.body}>
        {!isNarrow && (
          <div id="sections" className={styles.sections}>
            {outline}
          </div>
        )}
        <div className={styles.desk}>
          <main
            id="text"
            tabIndex={-1}
            className={styles.text}
            aria-label={phrases.pages.write.text}
          >
            <TextEditor
              text={shown.doc}
              awareness={shown.awareness}
              writable={writable}
              originals={isOwn ? fork.fork.originals : undefined}
              mayAnnotate={mayAnnotate && composing === null}
              passages={passages}
              active={active}
              onActivate={activate}
              onAnnotate={onAnnotate}
              {...text.tell}
            />
          </main>
          <aside
            ref={margin}
            id="threads"
            tabIndex={-1}
            className={styles.margin}
            aria-label={phrases.pages.write.threads}
          >
            <PlacedMargin
              draft={card.id}
              threads={threads}
              places={text.places}
              active={active}
              onActivate={openFromMargin}
              me={view.me.account}
              role={role}
              participants={card.participants}
              composing={composing}
              onComposeEnd={() => setComposing(null)}
              onAct={onAct}
              takes={desk.takes}
              BlocksField={BlocksField}
              filter={filter}
              onFilter={setFilter}
              selected={isOwn ? null : (text.spot?.selected ?? null)}
              shape={isNarrow ? 'sheet' : 'beside'}
              refused={view.refusedActs}
              onRetry={desk.retryRefused}
              onDismiss={desk.dismissRefused}
              onReturn={() => text.handle?.focus()}
            />
          </aside>
        </div>
      </div>
      <ShortcutSheet isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  );
}
