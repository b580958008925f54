import { Conflict, NotFound } from "#shared/kernel/errors.ts";
import { WORKSPACE } from "#shared/kernel/ids.ts";
import { keepImmutable } from "#shared/kernel/keep-immutable.ts";
import { learnLinkHosts } from "#shared/platform/settings/index.ts";
import { readRows } from "#shared/ports/read-rows.ts";
import type { CompiledTemplate, TemplateSource } from "#shared/ports/renderer.ts";
import type { Key, Table, TableReader } from "#shared/ports/table.ts";

/** The newest version of a template and its source. */
export type TemplateHead = {
  id: string;
  version: number;
  source: TemplateSource;
  variables: string[];
  /** Engagement that its mails never report. */
  untracked?: { clicks?: true; opens?: true };
  updatedAt: number;
};

type Reads = { table: TableReader<"library"> };
type VersionRow = { hash: string };

/** Compiled templates in memory, at most twice as many, of at most 300 KB each. */
const KEEP = 50;

const key = (sk: string): Key<"library"> => ({ table: "library", pk: WORKSPACE, sk });
const headKey = (id: string) => key(`template#${id}`);
const versionKey = (id: string, version: number) => key(`template#${id}#${version}`);
const bodyKey = (hash: string) => key(`body#${hash}`);

/** @throws NotFound */
export async function getTemplate({ table }: Reads, id: string) {
  const item = await table.get<TemplateHead>(headKey(id), { consistent: true });
  if (!item) throw new NotFound(`there is no template "${id}"`);
  return item;
}

/** The existing templates, each with its source, variables and untracked engagement. */
export async function findTemplates(
  { table }: Reads,
  ids: string[],
): Promise<Map<string, Pick<TemplateHead, "source" | "variables" | "untracked">>> {
  const found = await readRows<"library", TemplateHead>(table, ids.map(headKey));
  return new Map(found.map(({ data }) => [data.id, data]));
}

/**
 * Saves a compiled template as the next version; unchanged content makes none.
 * @throws Conflict after a concurrent save, or when it is not at `expectVersion` (0: new)
 */
export async function putTemplate(
  { table }: { table: Table<"library", "library"> },
  id: string,
  source: TemplateSource,
  compiled: CompiledTemplate,
  now: number,
  expectVersion?: number,
): Promise<TemplateHead> {
  const old = await table.get<TemplateHead>(headKey(id), { consistent: true });
  if (expectVersion !== undefined && expectVersion !== (old?.data.version ?? 0)) {
    throw new Conflict(
      `another request saved version ${old?.data.version ?? 0} of the template: load it again`,
    );
  }
  if (old && JSON.stringify(old.data.source) === JSON.stringify(source)) return old.data;
  await learnLinkHosts({ table }, compiled.hosts ?? []);
  const version = (old?.data.version ?? 0) + 1;
  const head: TemplateHead = {
    id,
    version,
    source,
    variables: compiled.variables,
    untracked: {
      ...(!hasTrackedLinks(compiled) && { clicks: true }),
      ...(compiled.trackOpens === false && { opens: true }),
    },
    updatedAt: now,
  };
  await table.write([{ put: bodyKey(compiled.hash), v: 1, data: compiled, expect: "any" }]);
  await table.write([
    { put: versionKey(id, version), v: 1, data: { hash: compiled.hash }, expect: "absent" },
    { put: headKey(id), v: 1, data: head, expect: old?.version ?? "absent" },
  ]);
  return head;
}

const hasTrackedLinks = ({ links, inPlaceLinks }: CompiledTemplate) =>
  inPlaceLinks !== undefined || links.some((link) => !("untracked" in link));

const compiledVersion = keepImmutable(
  KEEP,
  async (table: TableReader<"library">, name: string): Promise<CompiledTemplate | undefined> => {
    const version = await table.get<VersionRow>(key(name));
    return version && (await table.get<CompiledTemplate>(bodyKey(version.data.hash)))?.data;
  },
);

/** A compiled template version; cached. */
export const readCompiled = ({ table }: Reads, id: string, version: number) =>
  compiledVersion(table, versionKey(id, version).sk);

/** The newest compiled version of a template, if any. */
export async function readNewest({ table }: Reads, id: string) {
  const head = await table.get<TemplateHead>(headKey(id), { consistent: true });
  if (!head) return undefined;
  const { version, source } = head.data;
  const compiled = await readCompiled({ table }, id, version);
  return compiled && { version, compiled, class: source.class };
}
