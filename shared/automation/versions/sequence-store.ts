import type { Definition } from "#shared/automation/language/index.ts";
import { deleteUses, putUses } from "#shared/automation/template-use/index.ts";
import { InvalidInput, NotFound } from "#shared/kernel/errors.ts";
import { WORKSPACE } from "#shared/kernel/ids.ts";
import type { Delete, Item, Key, Put, Table, TableReader } from "#shared/ports/table.ts";

export type SequenceState = "draft" | "live" | "paused" | "archived";

/** A sequence's draft, and the number of its published version (0 for none). */
export type SequenceHead = {
  id: string;
  state: SequenceState;
  version: number;
  draft: Definition;
  updatedAt: number;
  /** The templates of recent versions, each with the newest version that sends it. */
  sends?: Record<string, number>;
  /** Periods in which it was paused or archived, newest last; the last may be open. */
  rests?: IdlePeriod[];
};

/** From `from` to before `until`, which is absent while it lasts. */
export type IdlePeriod = { state: "paused" | "archived"; from: number; until?: number };

/** A job stores a draft in a row of 300 KB. */
const MAX_DRAFT_BYTES = 256 * 1024;

type Reads = { table: TableReader<"library"> };
type Writes = { table: Table<"library", "library"> };

const key = (sk: string): Key<"library"> => ({ table: "library", pk: WORKSPACE, sk });
const headKey = (id: string) => key(`sequence#${id}`);

/** A sequence's head, if it exists. */
export const findSequence = ({ table }: Reads, id: string) =>
  table.get<SequenceHead>(headKey(id), { consistent: true });

/** @throws NotFound */
export async function getSequence({ table }: Reads, id: string): Promise<Item<SequenceHead>> {
  const item = await findSequence({ table }, id);
  if (!item) throw new NotFound(`there is no sequence "${id}": GET /v1/sequences lists all`);
  return item;
}

/** Writes a head at the version that was read, and which templates it sends. */
export const headWrites = (head: SequenceHead, expect: Put["expect"]): Put<"library">[] => [
  { put: headKey(head.id), v: 1, data: head, expect },
  putUses(head),
];

/** Deletes a head at the version that was read, and what it sends. */
export const headDeletes = (id: string, expect: number): Delete<"library">[] => [
  { delete: headKey(id), expect },
  deleteUses(id),
];

/** A page of all sequences, by id. */
export const listSequences = ({ table }: Reads, limit: number, after?: string) =>
  table.query<SequenceHead>("library", WORKSPACE, { prefix: "sequence#" }, { limit, after });

/**
 * Saves a draft; the published version stays as it is. `expectVersion` 0 only creates it.
 * @throws InvalidInput when it is too large
 * @throws Conflict when another request saved it meanwhile, or it is not at `expectVersion`
 */
export async function putDraft(
  { table }: Writes,
  id: string,
  draft: Definition,
  now: number,
  expectVersion?: number,
): Promise<Item<SequenceHead>> {
  if (Buffer.byteLength(JSON.stringify(draft)) > MAX_DRAFT_BYTES) {
    throw new InvalidInput("a sequence may be at most 256 KB in all");
  }
  const old = await table.get<SequenceHead>(headKey(id), { consistent: true });
  const head: SequenceHead = old
    ? { ...old.data, draft, updatedAt: now }
    : { id, state: "draft", version: 0, draft, updatedAt: now };
  // Version 0 is that of a sequence that is not there yet.
  await table.write(headWrites(head, (expectVersion ?? old?.version) || "absent"));
  return getSequence({ table }, id);
}

/** The counter row of contacts per step. */
export const countsKey = (id: string): Key<"stats"> => ({
  table: "stats",
  pk: `${WORKSPACE}#seq#${id}`,
  sk: "steps",
});

/** Contacts per step: an estimate. */
export async function readCounts(
  { table }: { table: TableReader<"stats"> },
  id: string,
): Promise<Record<string, number>> {
  const item = await table.get<Record<string, number>>(countsKey(id));
  return Object.fromEntries(Object.entries(item?.data ?? {}).filter(([, count]) => count > 0));
}
