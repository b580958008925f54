import * as z from "zod/mini";

const Migration = z.object({
  contact: z.string(),
  sequence: z.string(),
  entryKey: z.string(),
  version: z.int(),
});
/** A run with a migration, chosen when that version of its sequence was published. */
export type Migration = z.infer<typeof Migration>;

export const RunMigration = z.object({ migrate: Migration });

export const runMigration = (migrate: Migration): z.infer<typeof RunMigration> => ({ migrate });
