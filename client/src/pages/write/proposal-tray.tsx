/** What one has written in order to propose it, change by change, and has not sent yet. Above the text, as long as one proposes. */
import { ChevronDown, ChevronUp, Send } from 'lucide-react';
import { useState, useSyncExternalStore } from 'react';

import { aroundChange } from '../../desk/changed-words.ts';
import type { Desk } from '../../desk/desk.ts';
import type { Fork } from '../../desk/fork.ts';
import type { UnsentChange } from '../../line/unsent-changes.ts';
import { wantedSentence } from '../../margin/blocks-sentence.ts';
import { WantedBlocks } from '../../margin/wanted-blocks.tsx';
import { Wording } from '../../margin/wording.tsx';
import { phrases } from '../../phrases/phrases.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { sayRefusal } from '../say-refusal.ts';

import styles from './proposal-tray.module.css';

const say = phrases.pages.tray;

export interface ProposalTrayProps {
  readonly desk: Desk;
  readonly fork: Fork;
  /** All was sent or given up: the focus needs another place. */
  onReturn(): void;
}

export function ProposalTray({ desk, fork, onReturn }: ProposalTrayProps) {
  const changes = useSyncExternalStore(fork.subscribe, fork.changes);
  const [isShown, setShown] = useState(false);
  const [isDiscarding, setDiscarding] = useState(false);
  const [why, setWhy] = useState('');
  const count = changes.length;

  const send = () => {
    const ruling = desk.proposeFork(why.trim());
    if (!ruling.ok) {
      const { code } = ruling.refusal;
      return toast(
        code === 'too-large' ? phrases.pages.notices.tooLong : sayRefusal(ruling.refusal),
      );
    }
    toast(say.sent(ruling.value));
    setWhy('');
    setShown(false);
    onReturn();
  };
  const discard = () => {
    setDiscarding(false);
    setShown(false);
    fork.discard();
    onReturn();
  };
  const putBack = (id: UnsentChange['id']) => {
    if (!fork.putBack(id)) toast(say.byHand);
  };

  return (
    <section aria-label={say.label} className={styles.tray}>
      <div className={styles.bar}>
        <output className={styles.count}>{count === 0 ? say.none : say.count(count)}</output>
        {count > 0 && (
          <div className={styles.actions}>
            <Button
              look="ghost"
              icon={isShown ? <ChevronUp aria-hidden /> : <ChevronDown aria-hidden />}
              aria-expanded={isShown}
              onPress={() => setShown(!isShown)}
            >
              {isShown ? say.hide : say.show}
            </Button>
            <Button look="ghost" onPress={() => setDiscarding(true)}>
              {say.discard}
            </Button>
            <Button look="primary" icon={<Send aria-hidden />} onPress={send}>
              {say.send(count)}
            </Button>
          </div>
        )}
      </div>
      {isShown && count > 0 && (
        <>
          <ul className={styles.changes} aria-label={say.changes}>
            {changes.map((change, at) => (
              <Change
                key={change.id}
                change={change}
                label={say.changeOf(at + 1, count)}
                onPutBack={() => putBack(change.id)}
              />
            ))}
          </ul>
          <div className={styles.why}>
            <TextField label={say.why} value={why} onChange={setWhy} />
          </div>
        </>
      )}
      <Dialog
        title={say.discardTitle(count)}
        isOpen={isDiscarding}
        onClose={() => setDiscarding(false)}
        isAlert
        actions={
          <>
            <Button onPress={() => setDiscarding(false)}>{phrases.pages.cancel}</Button>
            <Button look="danger" onPress={discard}>
              {say.discardSure}
            </Button>
          </>
        }
      >
        <p>{say.discardSay}</p>
      </Dialog>
    </section>
  );
}

/** One line, in another mode: there is something that was not proposed yet. */
export function WaitingProposals({
  fork,
  onGoOn,
}: {
  readonly fork: Fork;
  readonly onGoOn: () => void;
}) {
  const changes = useSyncExternalStore(fork.subscribe, fork.changes);
  if (changes.length === 0) return null;
  return (
    <section aria-label={say.label} className={styles.tray}>
      <div className={styles.bar}>
        <p className={styles.count}>{say.waiting(changes.length)}</p>
        <Button look="ghost" onPress={onGoOn}>
          {say.goOn}
        </Button>
      </div>
    </section>
  );
}

interface ChangeProps {
  readonly change: UnsentChange;
  readonly label: string;
  readonly onPutBack: () => void;
}

function Change({ change, label, onPutBack }: ChangeProps) {
  const { is, before, mine, blocks, was } = change;
  return (
    <li className={styles.change}>
      {blocks && <p className={styles.what}>{wantedSentence(blocks, was ?? [])}</p>}
      {is === 'added' && !blocks && (
        <p className={styles.what}>{phrases.pages.notices.addedWords}</p>
      )}
      {is === 'loose' && <p className={styles.what}>{phrases.pages.notices.looseWords}</p>}
      {/* Long words scroll, so the keyboard must be able to reach them. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={styles.wording} aria-label={label} tabIndex={0}>
        {blocks ? <WantedBlocks change={change} /> : <Wording {...aroundChange(before, mine)} />}
      </section>
      <Button look="ghost" onPress={onPutBack} aria-label={`${say.putBack}: ${label}`}>
        {say.putBack}
      </Button>
    </li>
  );
}
