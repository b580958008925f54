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
  /** Migrations of runs that were active when it was published. */
  choices?: Migration[];
};

type Reads = { table: TableReader<"library"> };

/** Versions cached in memory. */
const KEEP = 200;

const versionKey = (id: string, version: number): Key<"library"> => ({
  table: "library",
  pk: WORKSPACE,
  sk: `version#${id}#${version}`,
});

/** Writes a version that does not exist yet. */
export const putVersion = (id: string, version: number, data: Version): Put<"library"> => ({
  put: versionKey(id, version),
  v: 1,
  data,
  expect: "absent",
});

/** @throws NotFound */
export async function getVersion(world: Reads, id: string, version: number): Promise<Version> {
  const found = (await loadVersion(world.table, `${id}#${version}`))?.version;
  if (!found) throw new NotFound(`sequence "${id}" has no version ${version}`);
  return found;
}

/** The versions below `before`, newest first. */
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

/** The most rows of one batch read. */
const READ_AT_ONCE = 100;

const loadVersion = keepImmutable(KEEP, async (table: TableReader<"library">, name: string) => {
  const [id, version] = name.split("#") as [string, string];
  // Consistent: a caller that just learnt of the version must find it, or its event would be lost.
  const key = versionKey(id, Number(version));
  const item = await table.get<Version>(key, { consistent: true });
  return (
    item && {
      version: item.data,
      program: compileProgram(id, Number(version), item.data.definition),
    }
  );
});

/** A published version, compiled; cached, for it never changes. */
export const loadProgram = async (
  { table }: Reads,
  sequence: string,
  version: number,
): Promise<Program | undefined> => (await loadVersion(table, `${sequence}#${version}`))?.program;
