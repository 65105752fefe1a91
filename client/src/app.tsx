/** From the address to the page. The page of a draft, with its editor, is loaded when it is first wanted. */
import { DraftId } from '@gloss/shared/words/ids';
import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';

import { EnterPage } from './pages/enter/enter-page.tsx';
import { HomePage } from './pages/home/home-page.tsx';
import { Mishap } from './pages/mishap.tsx';
import { NotFoundPage } from './pages/not-found-page.tsx';
import { Opening } from './pages/opening.tsx';
import { Toasts } from './ui/toast.tsx';

const WritePage = lazy(async () => ({
  default: (await import('./pages/write/write-page.tsx')).WritePage,
}));

const RecordPage = lazy(async () => ({
  default: (await import('./pages/record/record-page.tsx')).RecordPage,
}));

export function App() {
  return (
    <Mishap>
      <Switch>
        <Route path="/">
          <HomePage />
        </Route>
        <Route path="/enter">
          <EnterPage />
        </Route>
        <Route path="/d/:draft/record">{({ draft }) => <RecordRoute draft={draft} />}</Route>
        <Route path="/d/:draft">{({ draft }) => <DraftRoute draft={draft} />}</Route>
        <Route>
          <NotFoundPage />
        </Route>
      </Switch>
      <Toasts />
    </Mishap>
  );
}

function RecordRoute({ draft }: { readonly draft: string }) {
  const id = DraftId.safeParse(draft);
  if (!id.success) return <NotFoundPage />;
  return (
    <Suspense fallback={null}>
      <RecordPage key={id.data} draft={id.data} />
    </Suspense>
  );
}

/** An address that no draft can have is nothing; whether a draft of that id exists is the server's to say. */
function DraftRoute({ draft }: { readonly draft: string }) {
  const id = DraftId.safeParse(draft);
  if (!id.success) return <NotFoundPage />;
  return (
    <Suspense fallback={<Opening />}>
      <WritePage key={id.data} draft={id.data} />
    </Suspense>
  );
}
