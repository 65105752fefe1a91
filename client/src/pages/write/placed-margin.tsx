/** The margin beside passages that move: with each line that is written it is drawn anew, and the rest of the page is not. */
import { useSyncExternalStore } from 'react';

import type { MarginProps } from '../../margin/margin.tsx';
import { Margin } from '../../margin/margin.tsx';
import type { Places } from './places.ts';

export interface PlacedMarginProps extends Omit<MarginProps, 'places'> {
  readonly places: Places;
}

export function PlacedMargin({ places, ...margin }: PlacedMarginProps) {
  return <Margin {...margin} places={useSyncExternalStore(places.subscribe, places.now)} />;
}
