import { WORKSPACE } from "#shared/kernel/ids.ts";
import type { Item, Put, TableReader } from "#shared/ports/table.ts";

export type SequenceSwitch = {
  /** The version that a new run follows. */
  version: number;
  state: "live" | "paused" | "archived";
  /** Events that let people in or that steps wait for: only their news are worth a look. */
  events: string[];
};

/** What is on and what is off, in one row that is read for every batch and so never stale. */
export type Switches = { sequences: Record<string, SequenceSwitch> };

const KEY = { table: "library", pk: WORKSPACE, sk: "switches" } as const;
const EMPTY: Switches = { sequences: {} };

export async function readSwitches({
  table,
}: {
  table: TableReader<"library">;
}): Promise<{ data: Switches; expect: Put["expect"] }> {
  const item: Item<Switches> | undefined = await table.get<Switches>(KEY, { consistent: true });
  return item ? { data: item.data, expect: item.version } : { data: EMPTY, expect: "absent" };
}

export const putSwitches = (data: Switches, expect: Put["expect"]): Put<"library"> => ({
  put: KEY,
  v: 1,
  data,
  expect,
});

/** Whether any live sequence cares for an event of that name. */
export const isListenedTo = (switches: Switches, event: string) =>
  Object.values(switches.sequences).some(
    ({ state, events }) => state === "live" && events.includes(event),
  );
