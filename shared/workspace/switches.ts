import type { SendRules } from "#shared/calendar/index.ts";
import { WORKSPACE } from "#shared/kernel/ids.ts";
import { untilNoConflict } from "#shared/kernel/retry.ts";
import type { Item, Put, Table, TableReader } from "#shared/ports/table.ts";

export type SequenceSwitch = {
  /** The version that a new run follows. */
  version: number;
  state: "live" | "paused" | "archived";
  /** Events that let people in or that steps wait for: only their news are worth a look. */
  events: string[];
  /** Attributes whose change may let people in or move them on. */
  attributes?: string[];
  /** Segments that let people in, or that its steps ask for. */
  segments?: string[];
  /** When that version was published. */
  since?: number;
  /** Whether dates of people let them in. */
  dates?: true;
  /** When its mails may go and how many: in force for everybody inside at once. */
  sending?: Sending;
};

/** The sending rules of a sequence (docs/design.md §10). */
export type Sending = SendRules & { zone?: string; cap?: { mails: number; per: string } };

/** A segment in force, with what its condition reads. */
export type SegmentSwitch = {
  version: number;
  /** When the segment was made: who was there before does not enter it anew. */
  since: number;
  events: string[];
  attributes: string[];
  /** Segments that must be judged before it. */
  segments?: string[];
};

/** What is on and what is off, in one row that is read for every batch and so never stale. */
export type Switches = {
  sequences: Record<string, SequenceSwitch>;
  segments?: Record<string, SegmentSwitch>;
  /** The workspace's own time zone, for people whose zone is not known. */
  timeZone?: string;
  /** Since when no mail of any kind may leave (epoch milliseconds); absent while it may. */
  stoppedAt?: number;
};

const KEY = { table: "library", pk: WORKSPACE, sk: "switches" } as const;
const EMPTY: Switches = { sequences: {} };

/** The switches as they are, and what their next write expects. */
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

/**
 * The kill switch: stops all mail, also transactional, or lets it go again; doing either twice changes nothing.
 * What is under way to the provider is not called back; everything else waits. Returns the switches as they are then.
 */
export async function setSending(
  world: { table: Table<"library", "library"> },
  allowed: boolean,
  now: number,
): Promise<Switches> {
  return untilNoConflict(async () => {
    const { data, expect } = await readSwitches(world);
    if ((data.stoppedAt === undefined) === allowed) return data;
    const { stoppedAt: _, ...rest } = data;
    const next: Switches = allowed ? rest : { ...rest, stoppedAt: now };
    await world.table.write([putSwitches(next, expect)]);
    return next;
  });
}

/** Whether any live sequence, or any segment, cares for an event of that name. */
export const isListenedTo = (switches: Switches, event: string) =>
  listeners(switches).some(({ events }) => events.includes(event));

/** The attributes whose change may move anybody; worked out once for switches that were read once. */
export function listenedAttributes(switches: Switches): ReadonlySet<string> {
  const known = heard.get(switches);
  if (known) return known;
  const names = new Set(listeners(switches).flatMap(({ attributes = [] }) => attributes));
  heard.set(switches, names);
  return names;
}

const heard = new WeakMap<Switches, ReadonlySet<string>>();

const listeners = ({ sequences, segments = {} }: Switches) => [
  ...Object.values(sequences).filter(({ state }) => state === "live"),
  ...Object.values(segments),
];
