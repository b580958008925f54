import { Conflict, InvalidInput } from "#shared/kernel/errors.ts";
import { WORKSPACE } from "#shared/kernel/ids.ts";
import { untilNoConflict } from "#shared/kernel/retry.ts";
import type { Item, Put, Table, TableName, TableReader, Write } from "#shared/ports/table.ts";
import type { DeclaredAttributes } from "./declared-attribute.ts";
import type { LiveDefinitions, LiveSegment, LiveSequence, Watched } from "./live-definitions.ts";
import {
  ATTRIBUTES,
  assertFits,
  type Generations,
  nameGeneration,
  type Part,
  type PartChange,
  type Parts,
  partOf,
  readParts,
  SEGMENTS,
  writesBefore,
  writesWith,
} from "./part-store.ts";

/** Each takes memory in every process. */
const MAX_PUBLISHED = 10_000;
/** All changes of live definitions, also the kill switch, conflict on one row. */
export const LIVE_DEFINITIONS_TRIES = 50;

/** The only row read for every batch, so never stale; below the 4 KB of a read unit. */
type Row = Pick<LiveDefinitions, "timeZone" | "stoppedAt" | "watched"> & { parts?: Generations };

const KEY = { table: "library", pk: WORKSPACE, sk: "switches" } as const;

type Reads = { table: TableReader<"library"> };
type Writes = { table: Table<"library", "library"> };

/** The live definitions as read, and what their next write expects. */
type ReadLiveDefinitions = {
  data: LiveDefinitions;
  row: Row;
  version: number;
  parts: Parts;
};

/** The last read by table: generations are immutable, so only new ones are read. */
const kept = new WeakMap<object, ReadLiveDefinitions>();
const NONE: ReadLiveDefinitions = {
  data: { sequences: {} },
  row: {},
  version: 0,
  parts: new Map(),
};

/**
 * One small read, and of the parts only those changed since.
 * @throws Unavailable
 */
export async function readLiveDefinitions(world: Reads): Promise<ReadLiveDefinitions> {
  const item = await readRow(world);
  const before = kept.get(world.table) ?? NONE;
  if (!item) return NONE;
  if (before.version === item.version) return before;
  const parts = await readParts(world, item.data.parts ?? {}, before.parts);
  const read = assemble(item.data, item.version, parts, before);
  kept.set(world.table, read);
  return read;
}

const readRow = ({ table }: Reads): Promise<Item<Row> | undefined> =>
  table.get<Row>(KEY, { consistent: true });

function assemble(
  row: Row,
  version: number,
  parts: Parts,
  before: ReadLiveDefinitions,
): ReadLiveDefinitions {
  const { parts: _, ...rest } = row;
  const isSame =
    parts.size === before.parts.size &&
    [...parts].every(([part, one]) => before.parts.get(part)?.generation === one.generation);
  const { sequences, segments, attributes } = isSame ? before.data : join(parts);
  const data = {
    sequences,
    ...(segments && { segments }),
    ...(attributes && { attributes }),
    ...rest,
  };
  return { data, row, version, parts };
}

function join(parts: Parts): Pick<LiveDefinitions, "sequences" | "segments" | "attributes"> {
  const sequences: LiveDefinitions["sequences"] = {};
  for (const [part, { data }] of parts) {
    if (part !== SEGMENTS && part !== ATTRIBUTES) Object.assign(sequences, data);
  }
  const segments = parts.get(SEGMENTS)?.data as LiveDefinitions["segments"];
  const attributes = parts.get(ATTRIBUTES)?.data as LiveDefinitions["attributes"];
  return { sequences, ...(segments && { segments }), ...(attributes && { attributes }) };
}

/** A change; `undefined` removes a sequence. */
type LiveDefinitionsChange = {
  timeZone?: string;
  sequences?: Record<string, LiveSequence | undefined>;
  segments?: Record<string, LiveSegment>;
  attributes?: DeclaredAttributes;
};

/**
 * Applies a change in one transaction with the rows of `also`; `now` starts the expiry of replaced
 * generations.
 * @throws InvalidInput when it exceeds a limit
 * @throws Conflict when the live definitions or one of those rows changed since they were read
 */
export async function changeLiveDefinitions<T extends TableName = never>(
  { table }: { table: Table<"library" | T, "library" | T> },
  read: ReadLiveDefinitions,
  change: LiveDefinitionsChange,
  also: Write<"library" | T>[],
  now: number,
): Promise<void> {
  const { timeZone } = change;
  const changes = changesOf(read, change);
  const parts: Generations = { ...read.row.parts };
  for (const { part, after } of changes) {
    if (after) parts[part] = after.generation;
    else delete parts[part];
  }
  const row: Row = { ...read.row, ...(timeZone !== undefined && { timeZone }), parts };
  if (changes.length > 0) {
    const results = await table.writeEach(writesBefore(changes, now));
    const failed = results.find((error) => error && !(error instanceof Conflict));
    if (failed) throw failed;
  }
  await table.write([...also, putRow(row, read.version), ...writesWith(changes, now)]);
}

const putRow = (row: Row, version: number): Put<"library"> => ({
  put: KEY,
  v: 1,
  data: row,
  expect: version === 0 ? "absent" : version,
});

function changesOf(
  { data, parts, version }: ReadLiveDefinitions,
  { sequences = {}, segments, attributes }: LiveDefinitionsChange,
): PartChange[] {
  const added = Object.entries(sequences).filter(([id, one]) => one && !data.sequences[id]);
  if (added.length > 0 && Object.keys(data.sequences).length + added.length > MAX_PUBLISHED) {
    const message = `a workspace has room for at most ${MAX_PUBLISHED} published sequences: archive some`;
    throw new InvalidInput(message);
  }
  const next = new Map<string, Part>();
  for (const [id, one] of Object.entries(sequences)) {
    const part = partOf(id);
    const { [id]: _, ...others } = next.get(part) ?? parts.get(part)?.data ?? {};
    next.set(part, one ? { ...others, [id]: one } : others);
  }
  if (segments) next.set(SEGMENTS, segments);
  if (attributes) next.set(ATTRIBUTES, attributes);
  return [...next].map(([part, data]) => {
    assertFits(data);
    const before = parts.get(part);
    const after = { generation: nameGeneration(version + 1, data), data };
    const isEmpty = Object.keys(data).length === 0;
    return { part, ...(before && { before }), ...(!isEmpty && { after }) };
  });
}

/**
 * The kill switch: stops or resumes all mail, also transactional; idempotent. Mail already at the
 * provider is not recalled; all else waits. Writes only the small row. Returns since when mail is
 * stopped.
 */
export async function setSending(
  world: Writes,
  allowed: boolean,
  now: number,
): Promise<Pick<LiveDefinitions, "stoppedAt">> {
  return untilNoConflict(async () => {
    const { data = {}, version = 0 } = (await readRow(world)) ?? {};
    if ((data.stoppedAt === undefined) === allowed) return data;
    const { stoppedAt: _, ...rest } = data;
    const next: Row = allowed ? rest : { ...rest, stoppedAt: now };
    await world.table.write([putRow(next, version)]);
    return next;
  }, LIVE_DEFINITIONS_TRIES);
}

export const readSending = async (world: Reads): Promise<Pick<LiveDefinitions, "stoppedAt">> =>
  (await readRow(world))?.data ?? {};

/** Who watches, as this process last read it; without a read of its own. */
export const lastWatched = (table: object): Watched | undefined => kept.get(table)?.data.watched;

/** Changes who watches; `renew` returns its argument when there is nothing to write. */
export const setWatched = (
  world: Writes,
  renew: (watched: Watched | undefined) => Watched | undefined,
): Promise<void> =>
  untilNoConflict(async () => {
    const { data = {}, version = 0 } = (await readRow(world)) ?? {};
    const { watched: old, ...rest } = data;
    const watched = renew(old);
    if (watched === old) return;
    await world.table.write([putRow({ ...rest, ...(watched && { watched }) }, version)]);
  }, LIVE_DEFINITIONS_TRIES);
