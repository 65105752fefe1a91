/** `manifest.json`, the first file of a backup: what is in it, so that it can be judged without us. */
import * as z from 'zod/mini';

/** The form of backups; raised when an older Gloss could not restore a newer one. */
export const format = 1;

/** The files of a backup besides the manifest, in their order. Nothing else is ever taken out of one. */
export const storedFiles = ['house-id', 'secret', 'gloss.sqlite'] as const;
export type StoredFile = (typeof storedFiles)[number];

const Sum = z.string().check(z.regex(/^[0-9a-f]{64}$/));

export const Manifest = z.object({
  format: z.literal(format),
  /** The version that made it. */
  gloss: z.string(),
  /** When the database was copied, in ISO 8601 UTC: what was acknowledged before is in it. */
  madeAt: z.iso.datetime(),
  /** The hash of the editor schema (shared/src/text/schema.ts). */
  schema: z.string(),
  files: z.array(
    z.object({ name: z.enum(storedFiles), bytes: z.int().check(z.nonnegative()), sha256: Sum }),
  ),
  documents: z.array(
    z.object({
      /** `<draft>/text` or `<draft>/docket`. */
      document: z.string(),
      /** The number of its last entry. */
      seq: z.int().check(z.nonnegative()),
      /** The SHA-256 of what it reads (content-hash.ts). */
      content: Sum,
    }),
  ),
});
export type Manifest = z.infer<typeof Manifest>;

export const manifestName = 'manifest.json';
