/** The first page: the drafts one may see, and the way to a new one. */
import { FilePlus2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Redirect } from 'wouter';

import { phrases } from '../../phrases/phrases.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { AccountMenu } from '../account-menu.tsx';
import { Asking } from '../asking.tsx';
import { Failed } from '../failed.tsx';
import { PageFrame } from '../page-frame.tsx';
import { PageHead } from '../page-head.tsx';
import { useTitle } from '../use-title.ts';
import { DraftList } from './draft-list.tsx';
import type { AtHome } from './use-home.ts';
import { useHome } from './use-home.ts';

import styles from './home-page.module.css';

const NewDraft = lazy(async () => ({ default: (await import('./new-draft.tsx')).NewDraft }));

export function HomePage() {
  const words = phrases.pages.home;
  const { home, again } = useHome();
  useTitle(words.title);
  switch (home.is) {
    case 'asking':
      return <Asking say={words.loading} />;
    case 'signed-out':
      return <Redirect to="/enter" replace />;
    case 'failed':
      return <Failed title={words.failedTitle} refusal={home.refusal} again={again} />;
    case 'in':
      return <Drafts {...home} />;
  }
}

function Drafts({ me, drafts }: Extract<AtHome, { is: 'in' }>) {
  const words = phrases.pages.home;
  const [isCreating, setCreating] = useState(false);
  const create = me.mayCreate && (
    <Button look="primary" icon={<FilePlus2 aria-hidden />} onPress={() => setCreating(true)}>
      {words.newDraft}
    </Button>
  );
  return (
    <PageFrame account={<AccountMenu me={me} />}>
      <div className={styles.home}>
        <PageHead title={words.title}>{drafts.length > 0 && create}</PageHead>
        {drafts.length > 0 ? (
          <DraftList drafts={drafts} />
        ) : (
          <EmptyState title={words.emptyTitle} action={create || undefined}>
            <p>{me.mayCreate ? words.emptyMayCreate : words.emptyMayNot}</p>
          </EmptyState>
        )}
        {isCreating && (
          <Suspense fallback={null}>
            <NewDraft onClose={() => setCreating(false)} />
          </Suspense>
        )}
      </div>
    </PageFrame>
  );
}
