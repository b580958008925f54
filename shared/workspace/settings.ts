import { WORKSPACE } from "#shared/kernel/ids.ts";
import type { Item, Table, TableReader } from "#shared/ports/table.ts";

/** What holds for the whole workspace. Without `from` and `postalAddress` nothing can be published or sent. */
export type Settings = {
  from?: { name: string; email: string };
  replyTo?: string;
  postalAddress?: string;
  timeZone: string;
  /** Open tracking is off unless asked for: it needs its own consent in some countries. */
  trackOpens: boolean;
};

const DEFAULTS: Settings = { timeZone: "UTC", trackOpens: false };
const KEY = { table: "library", pk: WORKSPACE, sk: "setting#workspace" } as const;

export async function readSettings({
  table,
}: {
  table: TableReader<"library">;
}): Promise<Settings> {
  const item: Item<Settings> | undefined = await table.get<Settings>(KEY, { consistent: true });
  return item?.data ?? DEFAULTS;
}

/** Replaces the settings; what is left out goes back to its default. */
export async function writeSettings(
  { table }: { table: Table<"library", "library"> },
  settings: Partial<Settings>,
): Promise<Settings> {
  const data = { ...DEFAULTS, ...settings };
  await table.write([{ put: KEY, v: 1, data, expect: "any" }]);
  return data;
}
