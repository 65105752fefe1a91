/** An edit made here that did not reach the text: why, which words of it are kept, and what to do. It stays until it is seen to. */
import type { Act } from '@gloss/shared/rules/acts';
import { may } from '@gloss/shared/rules/may';
import type { Selected } from '@gloss/shared/words/anchor';
import { Copy, MessageSquarePlus } from 'lucide-react';

import type { Desk, DeskView } from '../../desk/desk.ts';
import { phrases } from '../../phrases/phrases.ts';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.tsx';
import { copyWords } from '../copy-words.ts';
import { sayRefusal } from '../say-refusal.ts';
import { Notice } from './notice.tsx';

import styles from './notice.module.css';

/** Room for the sentence before the words in a thread's first message (`MessageBody`: 10,000). */
const mostInThread = 9_800;

export interface RefusedEditProps {
  readonly desk: Desk;
  readonly view: DeskView;
  /** Where the words belong, if the person has selected it: then they become a proposal for these words. */
  readonly selected: Selected | null;
  /** The notice is gone: the focus needs another place. */
  onReturn(): void;
}

export function RefusedEdit({ desk, view, selected, onReturn }: RefusedEditProps) {
  const { refusedWords: words, saved } = view;
  const refusal = saved.is === 'refused' ? saved.refusal : null;
  if (words === null && refusal === null) return null;
  const say = phrases.pages.notices;

  const dismiss = () => {
    desk.dismissRefusedWords();
    onReturn();
  };
  return (
    <Notice
      title={words === null ? say.refusedEditTitle : say.refusedWordsTitle}
      actions={
        <>
          {words !== null && <WordsActions words={words} {...{ desk, view, selected, onReturn }} />}
          <Button look={words === null ? 'plain' : 'ghost'} onPress={dismiss}>
            {words === null ? say.understood : say.dismissWords}
          </Button>
        </>
      }
    >
      {refusal && <p>{sayRefusal(refusal)}</p>}
      {words === null ? (
        <p>{say.refusedEditGone}</p>
      ) : (
        <KeptWords words={words} mayPropose={may(view.role, 'propose')} />
      )}
    </Notice>
  );
}

function KeptWords(props: { readonly words: string; readonly mayPropose: boolean }) {
  const say = phrases.pages.notices;
  return (
    <>
      <p>{props.mayPropose ? say.refusedWordsKept : say.refusedWordsKeptOnly}</p>
      {/* Long words scroll, so the keyboard must be able to reach them. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={styles.kept} aria-label={say.keptWords} tabIndex={0}>
        {props.words}
      </section>
    </>
  );
}

function WordsActions(props: RefusedEditProps & { readonly words: string }) {
  const { desk, view, words, selected, onReturn } = props;
  const say = phrases.pages.notices;
  const copy = async () => toast((await copyWords(words)) ? say.copied : say.notCopied);
  const propose = () => {
    if (words.length > mostInThread) return toast(say.tooLong);
    const ruling = desk.act(asAct(words, selected));
    if (!ruling.ok) return toast(sayRefusal(ruling.refusal));
    desk.dismissRefusedWords();
    toast(say.proposed);
    onReturn();
  };
  return (
    <>
      <Button icon={<Copy aria-hidden />} onPress={() => void copy()}>
        {say.copyWords}
      </Button>
      {may(view.role, 'propose') && (
        <Button icon={<MessageSquarePlus aria-hidden />} onPress={propose}>
          {say.proposeWords}
        </Button>
      )}
    </>
  );
}

function asAct(words: string, selected: Selected | null): Act {
  const sorted = { type: 'general', labels: [] } satisfies Partial<Act>;
  return selected === null
    ? { act: 'annotate', body: phrases.pages.notices.proposedBody(words), ...sorted }
    : { act: 'propose', selected, wording: words, body: '', ...sorted };
}
