/** One message: its words, and for its author the ways to reword or withdraw it. */
import type { Message as Said, Thread } from '@gloss/shared/words/thread';
import { MessageBody } from '@gloss/shared/words/thread';
import { Ellipsis, Pencil, Undo2 } from 'lucide-react';

import { phrases } from '../phrases/phrases.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { Form } from './form.tsx';
import { useMarginWorld } from './margin-world.ts';
import type { MentionText } from './mention-area.tsx';
import { MentionArea } from './mention-area.tsx';
import { marked, unmarked } from './mention-text.ts';
import { MessageWords } from './message-words.tsx';
import { ReasonForm } from './reason-form.tsx';
import { useAct } from './use-act.ts';
import { useUnfinished } from './use-unfinished.ts';
import { mayReword, mayWithdraw } from './what-may.ts';

import styles from './message.module.css';

const words = phrases.margin;

export interface MessageProps {
  readonly thread: Thread;
  readonly message: Said;
}

/** What a message says, or that it was withdrawn. An empty proposal says nothing itself. */
export function MessageText({ message }: { readonly message: Said }) {
  if (message.withdrawnAt !== undefined) return <p className={styles.gone}>{words.gone}</p>;
  return message.body === '' ? null : <MessageWords body={message.body} />;
}

/** What is being done to one's own message. */
export type OwnWork = 'reword' | 'withdraw' | null;

/** The menu of a reply. The opening message has its entries in the menu of the card. */
export function ReplyMenu(props: MessageProps & { readonly onWork: (work: OwnWork) => void }) {
  const { thread, message, onWork } = props;
  const { me, role } = useMarginWorld();
  const reword = mayReword(message, me, role);
  const withdraw = mayWithdraw(thread, message, me, role);
  if (!reword && !withdraw) return null;
  return (
    <Menu
      label={words.menuOfMessage}
      trigger={<IconButton label={words.menuOfMessage} icon={<Ellipsis />} />}
    >
      {reword && (
        <MenuItem icon={<Pencil />} onAction={() => onWork('reword')}>
          {words.reword.open}
        </MenuItem>
      )}
      {withdraw && (
        <MenuItem icon={<Undo2 />} tone="danger" onAction={() => onWork('withdraw')}>
          {words.withdraw.message}
        </MenuItem>
      )}
    </Menu>
  );
}

/** The words of a message, or the form with which its author works on them. */
export function Message(
  props: MessageProps & { readonly work: OwnWork; readonly onDone: () => void },
) {
  const { thread, message, work, onDone } = props;
  if (work === 'reword') return <Reword thread={thread} message={message} onDone={onDone} />;
  return (
    <>
      <MessageText message={message} />
      {work === 'withdraw' && <Withdraw thread={thread} message={message} onDone={onDone} />}
    </>
  );
}

function Reword({ thread, message, onDone }: MessageProps & { readonly onDone: () => void }) {
  const { participants } = useMarginWorld();
  const kept = useUnfinished<MentionText>(`reword:${message.id}`, unmarked(message.body));
  const { fault, ask } = useAct();
  const send = () => {
    const body = MessageBody.safeParse(marked(kept.value.text, participants, kept.value.chosen));
    if (!body.success) return;
    const isSame = body.data === message.body;
    if (!isSame && !ask({ act: 'reword', thread: thread.id, message: message.id, body: body.data }))
      return;
    kept.clear();
    onDone();
  };
  const cancel = () => {
    kept.clear();
    onDone();
  };
  return (
    <Form
      label={words.reword.label}
      send={words.reword.send}
      onSend={send}
      onCancel={cancel}
      fault={fault}
    >
      <MentionArea
        label={words.reword.label}
        isLabelHidden
        value={kept.value}
        onChange={kept.set}
        takesFocus
      />
    </Form>
  );
}

function Withdraw({ thread, message, onDone }: MessageProps & { readonly onDone: () => void }) {
  const { fault, ask } = useAct();
  const act = { act: 'withdraw', thread: thread.id, message: message.id } as const;
  if (message.id === thread.opening.id) {
    return (
      <ReasonForm
        name={`withdraw:${thread.id}`}
        label={words.withdraw.reason}
        wanted={words.withdraw.reasonWanted}
        send={words.withdraw.send}
        toAct={(reason) => ({ ...act, reason })}
        onDone={onDone}
      />
    );
  }
  return (
    <Form
      label={words.withdraw.message}
      send={words.withdraw.send}
      onSend={() => ask(act) && onDone()}
      onCancel={onDone}
      fault={fault}
      takesFocus
    >
      <p>{words.withdraw.sure}</p>
    </Form>
  );
}
