import { NotFound } from "#shared/kernel/errors.ts";
import { WORKSPACE } from "#shared/kernel/ids.ts";
import { keepImmutable } from "#shared/kernel/lru.ts";
import type { Item, Key, Put, Table, TableReader } from "#shared/ports/table.ts";
import type { Definition } from "./definition.ts";
import { compileProgram, type Program } from "./program.ts";

export type SequenceState = "draft" | "live" | "paused" | "archived";

/** A sequence as its author sees it: the draft, and the version that is published (0 when none is). */
export type SequenceHead = {
  id: string;
  state: SequenceState;
  version: number;
  draft: Definition;
  updatedAt: number;
};

type Reads = { table: TableReader<"library"> };
type Writes = { table: Table<"library", "library"> };

/** Programs kept in memory. */
const KEEP = 200;

const key = (sk: string): Key<"library"> => ({ table: "library", pk: WORKSPACE, sk });
const headKey = (id: string) => key(`sequence#${id}`);
const versionKey = (id: string, version: number) => key(`version#${id}#${version}`);

/** @throws NotFound */
export async function getSequence({ table }: Reads, id: string): Promise<Item<SequenceHead>> {
  const item = await table.get<SequenceHead>(headKey(id), { consistent: true });
  if (!item) throw new NotFound(`there is no sequence "${id}"`);
  return item;
}

export const putHead = (head: SequenceHead, expect: Put["expect"]): Put<"library"> => ({
  put: headKey(head.id),
  v: 1,
  data: head,
  expect,
});

export const putVersion = (
  id: string,
  version: number,
  definition: Definition,
): Put<"library"> => ({
  put: versionKey(id, version),
  v: 1,
  data: { definition },
  expect: "absent",
});

/**
 * Saves a draft; what is published stays as it is.
 * @throws Conflict when somebody else saved it meanwhile, or it is not at `expectVersion`
 */
export async function putDraft(
  { table }: Writes,
  id: string,
  draft: Definition,
  now: number,
  expectVersion?: number,
): Promise<Item<SequenceHead>> {
  const old = await table.get<SequenceHead>(headKey(id), { consistent: true });
  const head: SequenceHead = old
    ? { ...old.data, draft, updatedAt: now }
    : { id, state: "draft", version: 0, draft, updatedAt: now };
  await table.write([putHead(head, expectVersion ?? old?.version ?? "absent")]);
  return getSequence({ table }, id);
}

const load = keepImmutable(
  KEEP,
  async (table: TableReader<"library">, name: string): Promise<Program | undefined> => {
    const [id, version] = name.split("#") as [string, string];
    // Whoever was just told of a version must find it: what its event lets in would be lost.
    const key = versionKey(id, Number(version));
    const item = await table.get<{ definition: Definition }>(key, { consistent: true });
    return item && compileProgram(id, Number(version), item.data.definition);
  },
);

/** A published version, ready to run; kept in memory, for it never changes. */
export const loadProgram = (
  { table }: Reads,
  sequence: string,
  version: number,
): Promise<Program | undefined> => load(table, `${sequence}#${version}`);

export const countsKey = (id: string): Key<"stats"> => ({
  table: "stats",
  pk: `${WORKSPACE}#seq#${id}`,
  sk: "steps",
});

/** How many people stand on each step: an estimate. */
export async function readCounts(
  { table }: { table: TableReader<"stats"> },
  id: string,
): Promise<Record<string, number>> {
  const item = await table.get<Record<string, number>>(countsKey(id));
  return Object.fromEntries(Object.entries(item?.data ?? {}).filter(([, count]) => count > 0));
}
