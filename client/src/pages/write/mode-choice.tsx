/** Write in the text, or only read and annotate it: for those who may write. Others read what their role may. */
import { MessageSquare, PencilLine } from 'lucide-react';

import { phrases } from '../../phrases/phrases.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Segmented } from '../../ui/segmented.tsx';

export type Mode = 'edit' | 'review';

export interface ModeChoiceProps {
  readonly mode: Mode;
  readonly onChange: (mode: Mode) => void;
}

export function ModeChoice({ mode, onChange }: ModeChoiceProps) {
  const words = phrases.pages.mode;
  return (
    <Segmented<Mode>
      label={words.label}
      segments={[
        { value: 'edit', label: words.edit, icon: <PencilLine aria-hidden /> },
        { value: 'review', label: words.review, icon: <MessageSquare aria-hidden /> },
      ]}
      value={mode}
      onChange={onChange}
    />
  );
}

/** The same choice where there is room for one button only. */
export function ModeSwitch({ mode, onChange }: ModeChoiceProps) {
  return (
    <IconButton
      label={phrases.pages.mode.editText}
      icon={<PencilLine />}
      isOn={mode === 'edit'}
      onPress={() => onChange(mode === 'edit' ? 'review' : 'edit')}
    />
  );
}
