import { Conflict } from "#shared/kernel/errors.ts";
import { WORKSPACE } from "#shared/kernel/ids.ts";
import { untilNoConflict } from "#shared/kernel/retry.ts";
import {
  changeLiveDefinitions,
  LIVE_DEFINITIONS_TRIES,
  readLiveDefinitions,
} from "#shared/platform/live-definitions/index.ts";
import type { Item, Table, TableReader } from "#shared/ports/table.ts";

/** The workspace's settings. Publishing and sending need `from` and `postalAddress`. */
export type Settings = {
  from?: { name: string; email: string };
  replyTo?: string;
  postalAddress?: string;
  timeZone: string;
  /** Off by default: open tracking needs its own consent in some countries. */
  trackOpens: boolean;
};

const DEFAULTS: Settings = { timeZone: "UTC", trackOpens: false };
const KEY = { table: "library", pk: WORKSPACE, sk: "setting#workspace" } as const;

type Reads = { table: TableReader<"library"> };

export const readSettings = async (world: Reads): Promise<Settings> =>
  (await findSettings(world)).data;

/** The settings and their version, 0 before the first write. */
export async function findSettings({ table }: Reads): Promise<{ data: Settings; version: number }> {
  const item: Item<Settings> | undefined = await table.get<Settings>(KEY, { consistent: true });
  return item ? { data: item.data, version: item.version } : { data: DEFAULTS, version: 0 };
}

/**
 * Replaces the settings; omitted ones return to their defaults.
 * @throws Conflict when they are not at `expectVersion`, or another call writes them at the same
 * time
 */
export async function writeSettings(
  world: { table: Table<"library", "library"> },
  settings: Partial<Settings>,
  expectVersion?: number,
): Promise<{ data: Settings; version: number }> {
  const data = { ...DEFAULTS, ...settings };
  const version = expectVersion ?? (await findSettings(world)).version;
  const row = { put: KEY, v: 1, data, expect: version === 0 ? ("absent" as const) : version };
  const { timeZone } = data;
  // Concurrent changes of live definitions are retried.
  const isWritten = await untilNoConflict(async () => {
    const [known, read] = await Promise.all([findSettings(world), readLiveDefinitions(world)]);
    if (known.version !== version) return false;
    if (read.data.timeZone === timeZone) await world.table.write([row]);
    else await changeLiveDefinitions(world, read, { timeZone }, [row], 0);
    return true;
  }, LIVE_DEFINITIONS_TRIES);
  if (!isWritten) throw new Conflict("another request changed the settings: load them again");
  return { data, version: version + 1 };
}
