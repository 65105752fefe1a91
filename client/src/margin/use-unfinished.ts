/** A field's value that survives closing the card, choosing another one and reloading the page; see `unfinished.ts`. */
import { useCallback, useState } from 'react';

import { useMarginWorld } from './margin-world.ts';
import type { Unfinished } from './unfinished.ts';
import { keepUnfinished } from './unfinished.ts';

/** One for the tab: margins come and go with their pages. */
const unfinished: Unfinished = keepUnfinished(
  typeof sessionStorage === 'undefined' ? undefined : sessionStorage,
);

export interface UnfinishedField<Value> {
  readonly value: Value;
  readonly set: (value: Value) => void;
  /** Sent or discarded: back to the initial value, and nothing is kept. */
  readonly clear: () => void;
  /** Whether words were kept from before this field opened. */
  readonly wasKept: boolean;
}

/** @param key names the field within the draft, such as `reply:<thread>`. `Value` must survive JSON. */
export function useUnfinished<Value>(key: string, initial: Value): UnfinishedField<Value> {
  const { draft, me } = useMarginWorld();
  const place = `${me}.${draft}.${key}`;
  const [kept] = useState(() => unfinished.read(place));
  const [empty] = useState(initial);
  const [value, setValue] = useState<Value>(() =>
    kept === undefined ? initial : parsed(kept, initial),
  );
  const set = useCallback(
    (next: Value) => {
      setValue(next);
      unfinished.keep(place, JSON.stringify(next));
    },
    [place],
  );
  const clear = useCallback(() => {
    setValue(empty);
    unfinished.forget(place);
  }, [place, empty]);
  return { value, set, clear, wasKept: kept !== undefined };
}

/** Only we write these keys; anything else under them counts as nothing. */
function parsed<Value>(kept: string, initial: Value): Value {
  try {
    return JSON.parse(kept) as Value;
  } catch {
    return initial;
  }
}
