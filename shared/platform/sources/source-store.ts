import { Conflict, NotFound } from "#shared/kernel/errors.ts";
import { WORKSPACE } from "#shared/kernel/ids.ts";
import { untilNoConflict } from "#shared/kernel/retry.ts";
import type { Item, Key, Page, Table, TableReader } from "#shared/ports/table.ts";
import type { Source } from "./source.ts";

type Reads = { table: TableReader<"library"> };
type Writes = { table: Table<"library", "library"> };

const PREFIX = "source#";
/** Each is a system of the workspace that posts events. */
const MAX_SOURCES = 200;

const keyOf = (id: string): Key<"library"> => ({
  table: "library",
  pk: WORKSPACE,
  sk: PREFIX + id,
});

/** Reads a source consistently: a deleted one is gone at once. */
export const findSource = ({ table }: Reads, id: string): Promise<Item<Source> | undefined> =>
  table.get<Source>(keyOf(id), { consistent: true });

/** @throws NotFound */
export async function getSource(world: Reads, id: string): Promise<Item<Source>> {
  const found = await findSource(world, id);
  if (!found) throw new NotFound("there is no source with this name: GET /v1/sources lists all");
  return found;
}

/** All sources by name: `MAX_SOURCES`, and any created concurrently with the last. */
export const listSources = ({ table }: Reads): Promise<Page<Source>> =>
  table.query<Source>("library", WORKSPACE, { prefix: PREFIX }, { consistent: true });

/** @throws Conflict when the name exists, or there are too many */
export async function addSource(world: Writes, source: Source): Promise<void> {
  if ((await listSources(world)).items.length >= MAX_SOURCES) {
    throw new Conflict(`there are ${MAX_SOURCES} sources, the maximum: delete one first`);
  }
  try {
    await world.table.write([{ put: keyOf(source.id), v: 1, data: source, expect: "absent" }]);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    throw new Conflict(
      "a source with this name exists already: rotate its secret, or choose another name",
    );
  }
}

/** @throws NotFound, and what `change` throws */
export const changeSource = (
  world: Writes,
  id: string,
  change: (source: Source) => Source,
): Promise<Source> =>
  untilNoConflict(async () => {
    const { data, version } = await getSource(world, id);
    const next = change(data);
    await world.table.write([{ put: keyOf(id), v: 1, data: next, expect: version }]);
    return next;
  });

/**
 * Deletes a source: its posts are refused from now on.
 * @throws NotFound
 */
export async function deleteSource(world: Writes, id: string): Promise<void> {
  await getSource(world, id);
  await world.table.write([{ delete: keyOf(id), expect: "any" }]);
}
