/** The sample's whole conversation: every state that a thread can be in (product.md, "A thread's life") occurs in it. */
import type { SampleThread } from '../script.ts';
import { onAmbitions } from './ambitions.ts';
import { onApproach } from './approach.ts';
import { onSafetyAndDelivery } from './safety-and-delivery.ts';

export const sampleThreads: readonly SampleThread[] = [
  ...onAmbitions,
  ...onApproach,
  ...onSafetyAndDelivery,
];
