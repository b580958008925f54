import * as z from "zod/mini";

const MigratingRun = z.object({
  contact: z.string(),
  sequence: z.string(),
  entryKey: z.string(),
  version: z.int(),
});
/** A run with a migration, chosen when that version of its sequence was published. */
export type MigratingRun = z.infer<typeof MigratingRun>;

export const RunMigration = z.object({ migrate: MigratingRun });

export const runMigration = (migrate: MigratingRun): z.infer<typeof RunMigration> => ({ migrate });
