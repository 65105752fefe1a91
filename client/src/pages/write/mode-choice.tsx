/** Write in the text, write what one proposes, or only read and annotate: as far as the role goes. */
import { may } from '@gloss/shared/rules/may';
import type { Role } from '@gloss/shared/words/role';
import { MessageSquare, MessageSquarePlus, PencilLine } from 'lucide-react';

import { phrases } from '../../phrases/phrases.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Segmented } from '../../ui/segmented.tsx';

export type Mode = 'edit' | 'propose' | 'review';

export interface ModeChoiceProps {
  /** Those the role allows; more than one. */
  readonly modes: readonly Mode[];
  readonly mode: Mode;
  readonly onChange: (mode: Mode) => void;
}

/** @returns the modes of a role, the one that does most first. */
export function modesOf(role: Role): readonly Mode[] {
  return [
    ...(may(role, 'write-text') ? (['edit'] as const) : []),
    ...(may(role, 'propose') ? (['propose'] as const) : []),
    'review',
  ];
}

const icons = {
  edit: <PencilLine aria-hidden />,
  propose: <MessageSquarePlus aria-hidden />,
  review: <MessageSquare aria-hidden />,
};

export function ModeChoice({ modes, mode, onChange }: ModeChoiceProps) {
  const words = phrases.pages.mode;
  return (
    <Segmented<Mode>
      label={words.label}
      segments={modes.map((value) => ({ value, label: words[value], icon: icons[value] }))}
      value={mode}
      onChange={onChange}
    />
  );
}

/** Where there is room for one button only: reading, or what the role allows most. */
export function ModeSwitch({ modes, mode, onChange }: ModeChoiceProps) {
  const most = modes[0] === 'edit' ? 'edit' : 'propose';
  return (
    <IconButton
      label={most === 'edit' ? phrases.pages.mode.editText : phrases.pages.mode.proposeText}
      icon={icons[most]}
      isOn={mode !== 'review'}
      onPress={() => onChange(mode === 'review' ? most : 'review')}
    />
  );
}
