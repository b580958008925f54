import type { Definition, Migration } from "#shared/automation/language/index.ts";
import { compileProgram, type Program } from "#shared/automation/language/index.ts";
import { NotFound } from "#shared/kernel/errors.ts";
import { WORKSPACE } from "#shared/kernel/ids.ts";
import { keepImmutable } from "#shared/kernel/keep-immutable.ts";
import type { Key, Put, TableReader } from "#shared/ports/table.ts";

/** A published version: immutable. */
export type Version = {
  definition: Definition;
  publishedAt?: number;
  /** What becomes of those who were inside when it was published. */
  choices?: Migration[];
};

type Reads = { table: TableReader<"library"> };

/** Versions kept in memory. */
const KEEP = 200;

const versionKey = (id: string, version: number): Key<"library"> => ({
  table: "library",
  pk: WORKSPACE,
  sk: `version#${id}#${version}`,
});

/** Writes a version, which must not be there yet. */
export const putVersion = (id: string, version: number, data: Version): Put<"library"> => ({
  put: versionKey(id, version),
  v: 1,
  data,
  expect: "absent",
});

/** @throws NotFound */
export async function getVersion(world: Reads, id: string, version: number): Promise<Version> {
  const found = (await kept(world.table, `${id}#${version}`))?.version;
  if (!found) throw new NotFound(`sequence "${id}" has no version ${version}`);
  return found;
}

/** The versions below `before`, the newest first. */
export async function listVersions(
  { table }: Reads,
  id: string,
  before: number,
  limit: number,
): Promise<{ version: number; publishedAt?: number }[]> {
  const numbers = Array.from({ length: Math.min(limit, READ_AT_ONCE, before - 1) }, (_, i) =>
    Math.trunc(before - 1 - i),
  );
  const found = await table.getMany<Version>(numbers.map((version) => versionKey(id, version)));
  return numbers.flatMap((version, i) => {
    const publishedAt = found[i]?.data.publishedAt;
    return found[i] ? [{ version, ...(publishedAt !== undefined && { publishedAt }) }] : [];
  });
}

/** As many as a table reads in one call. */
const READ_AT_ONCE = 100;

const kept = keepImmutable(KEEP, async (table: TableReader<"library">, name: string) => {
  const [id, version] = name.split("#") as [string, string];
  // Whoever was just told of a version must find it: what its event lets in would be lost.
  const key = versionKey(id, Number(version));
  const item = await table.get<Version>(key, { consistent: true });
  return (
    item && {
      version: item.data,
      program: compileProgram(id, Number(version), item.data.definition),
    }
  );
});

/** A published version, ready to run; kept in memory, for it never changes. */
export const loadProgram = async (
  { table }: Reads,
  sequence: string,
  version: number,
): Promise<Program | undefined> => (await kept(table, `${sequence}#${version}`))?.program;
