import type { Condition } from "#shared/audience/conditions/index.ts";
import { NotFound } from "#shared/kernel/errors.ts";
import { WORKSPACE } from "#shared/kernel/ids.ts";
import { keepImmutable } from "#shared/kernel/keep-immutable.ts";
import type { LiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import { getRows } from "#shared/ports/read-rows.ts";
import type { Item, Key, Put, TableReader } from "#shared/ports/table.ts";
import { inDependencyOrder } from "./nesting.ts";

/** A named condition. */
export type Segment = {
  id: string;
  name: string;
  condition: Condition;
  version: number;
  createdAt: number;
  updatedAt: number;
  /** The row stays, so that version numbers are never reused. */
  deletedAt?: number;
};

/** A live segment, ready to evaluate. */
export type EvaluatedSegment = { id: string; version: number; since: number; condition: Condition };

type Reads = { table: TableReader<"library"> };

/** Conditions kept in memory. */
const KEEP = 500;

const key = (sk: string): Key<"library"> => ({ table: "library", pk: WORKSPACE, sk });
const headKey = (id: string) => key(`segment#${id}`);
const bodyKey = (id: string, version: number) => key(`condition#${id}#${version}`);

/** @throws NotFound for an unknown or deleted segment */
export async function getSegment({ table }: Reads, id: string): Promise<Item<Segment>> {
  const item = await findSegment({ table }, id);
  if (!item || item.data.deletedAt !== undefined) throw new NotFound(`there is no segment "${id}"`);
  return item;
}

/** A segment's row, also of a deleted one. */
export const findSegment = ({ table }: Reads, id: string) =>
  table.get<Segment>(headKey(id), { consistent: true });

/** A page of all segments by id, including deleted ones. */
export const listSegments = ({ table }: Reads, limit: number, after?: string) =>
  table.query<Segment>("library", WORKSPACE, { prefix: "segment#" }, { limit, after });

/** The rows of a new version: the head, and the immutable condition. */
export const putSegmentRows = (segment: Segment, expect: Put["expect"]): Put<"library">[] => [
  { put: headKey(segment.id), v: 1, data: segment, expect },
  {
    put: bodyKey(segment.id, segment.version),
    v: 1,
    data: { condition: segment.condition },
    expect: "any",
  },
];

/** The tombstone of a deleted segment. */
export const putDeleted = (segment: Segment, now: number, expect: number): Put<"library"> => ({
  put: headKey(segment.id),
  v: 1,
  data: { ...segment, deletedAt: now },
  expect,
});

/** Segments by id, in that order. */
export async function getSegments({ table }: Reads, ids: string[]): Promise<Segment[]> {
  const found = await getRows<"library", Segment>(table, ids.map(headKey), {});
  return found.flatMap((item) => item?.data ?? []);
}

const load = keepImmutable(
  KEEP,
  async (table: TableReader<"library">, name: string): Promise<Condition | undefined> => {
    const [id, version] = name.split("#") as [string, string];
    // Consistent: a version just published must be found, or the segment would have no members.
    const key = bodyKey(id, Number(version));
    const item = await table.get<{ condition: Condition }>(key, { consistent: true });
    return item?.data.condition;
  },
);

/** The live segments in dependency order. */
export async function loadSegments(
  { table }: Reads,
  { segments = {} }: LiveDefinitions,
): Promise<EvaluatedSegment[]> {
  const loaded = await Promise.all(
    inDependencyOrder(segments).map(async (id) => {
      const { version, since } = segments[id]!;
      const condition = await load(table, `${id}#${version}`);
      return condition && { id, version, since, condition };
    }),
  );
  return loaded.filter((one) => one !== undefined);
}
