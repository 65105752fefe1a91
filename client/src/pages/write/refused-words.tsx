import type { Act } from '@gloss/shared/rules/acts';
/** Words typed here that did not reach the text. They stay in sight until they were copied, proposed or given up. */
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

export interface RefusedWordsProps {
  readonly desk: Desk;
  readonly view: DeskView;
  /** Where they belong, if the person has selected it: then they become a proposal for these words. */
  readonly selected: Selected | null;
}

export function RefusedWords({ desk, view, selected }: RefusedWordsProps) {
  const words = view.refusedWords;
  if (words === null) return null;
  const say = phrases.pages.notices;

  const copy = async () => toast((await copyWords(words)) ? say.copied : say.notCopied);
  const propose = () => {
    if (words.length > mostInThread) return toast(say.tooLong);
    const ruling = desk.act(asAct(words, selected));
    if (!ruling.ok) return toast(sayRefusal(ruling.refusal));
    desk.dismissRefusedWords();
    toast(say.proposed);
  };

  return (
    <Notice
      title={say.refusedWordsTitle}
      actions={
        <>
          <Button icon={<Copy aria-hidden />} onPress={() => void copy()}>
            {say.copyWords}
          </Button>
          {may(view.role, 'propose') && (
            <Button icon={<MessageSquarePlus aria-hidden />} onPress={propose}>
              {say.proposeWords}
            </Button>
          )}
          <Button look="ghost" onPress={() => desk.dismissRefusedWords()}>
            {say.dismissWords}
          </Button>
        </>
      }
    >
      <p>{say.refusedWordsKept}</p>
      {/* Long words scroll, so the keyboard must be able to reach them. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={styles.kept} aria-label={say.keptWords} tabIndex={0}>
        {words}
      </section>
    </Notice>
  );
}

function asAct(words: string, selected: Selected | null): Act {
  const sorted = { type: 'general', labels: [] } satisfies Partial<Act>;
  return selected === null
    ? { act: 'annotate', body: phrases.pages.notices.proposedBody(words), ...sorted }
    : { act: 'propose', selected, wording: words, body: '', ...sorted };
}
