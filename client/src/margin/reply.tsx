/** Answering in a thread. The words stay in the field's keeping until they are sent. */
import type { Thread } from '@gloss/shared/words/thread';
import { MessageBody } from '@gloss/shared/words/thread';

import { phrases } from '../phrases/phrases.ts';
import { Form } from './form.tsx';
import { useMarginWorld } from './margin-world.ts';
import type { MentionText } from './mention-area.tsx';
import { MentionArea, noWords } from './mention-area.tsx';
import { marked } from './mention-text.ts';
import { useAct } from './use-act.ts';
import { useUnfinished } from './use-unfinished.ts';

import styles from './reply.module.css';

const words = phrases.margin.reply;

export interface ReplyFormProps {
  readonly thread: Thread;
}

/** A field alone until something is in it; then with its buttons. */
export function ReplyForm({ thread }: ReplyFormProps) {
  const { participants } = useMarginWorld();
  const kept = useUnfinished<MentionText>(`reply:${thread.id}`, noWords);
  const { fault, ask } = useAct();
  const { text, chosen } = kept.value;
  const field = (
    <MentionArea
      label={words.label(thread.number)}
      isLabelHidden
      placeholder={words.placeholder}
      value={kept.value}
      onChange={(value) => (value.text === '' ? kept.clear() : kept.set(value))}
      rows={1}
    />
  );
  const send = () => {
    const body = MessageBody.safeParse(marked(text, participants, chosen));
    if (body.success && ask({ act: 'reply', thread: thread.id, body: body.data })) kept.clear();
  };
  // The same tree in both states: another one would take the focus out of the field at the first letter.
  return (
    <div className={text.trim() === '' ? styles.quiet : undefined}>
      <Form label={words.label(thread.number)} send={words.send} onSend={send} fault={fault}>
        {field}
      </Form>
    </div>
  );
}
