/** What a person may be in a draft. Each role may all that the one before it may; `rules/may.ts` has the table. */
import * as z from 'zod/mini';

export const roles = ['reader', 'reviewer', 'editor', 'lead'] as const;

export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;
