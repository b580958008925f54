import { Conflict, NotFound } from "#shared/kernel/errors.ts";
import { WORKSPACE } from "#shared/kernel/ids.ts";
import { keepImmutable } from "#shared/kernel/keep-immutable.ts";
import { learnLinkHosts } from "#shared/platform/settings/index.ts";
import { findRows } from "#shared/ports/find-rows.ts";
import { getRows, readRows } from "#shared/ports/read-rows.ts";
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
  /** The row stays, so that version numbers are never reused. */
  deletedAt?: number;
};

type Reads = { table: TableReader<"library"> };
type VersionRow = { hash: string; at?: number; subject?: string };

/** Compiled templates in memory, at most twice as many, of at most 300 KB each. */
const KEEP = 50;

const key = (sk: string): Key<"library"> => ({ table: "library", pk: WORKSPACE, sk });
const HEADS = "template#";
const headKey = (id: string) => key(HEADS + id);
const versionKey = (id: string, version: number) =>
  key(`template-version#${id}#${String(version).padStart(6, "0")}`);
const sourceKey = (id: string, version: number) =>
  key(`template-source#${id}#${String(version).padStart(6, "0")}`);
const bodyKey = (hash: string) => key(`body#${hash}`);

/** @throws NotFound */
export async function getTemplate({ table }: Reads, id: string) {
  const item = await readHead(table, id);
  if (!item) throw new NotFound(`there is no template "${id}"`);
  return item;
}

async function readHead(table: TableReader<"library">, id: string) {
  const item = await table.get<TemplateHead>(headKey(id), { consistent: true });
  return item?.data.deletedAt === undefined ? item : undefined;
}

/**
 * A page of the templates with `q` in their id or subject, in any case, by id; it may hold fewer
 * than asked for.
 */
export async function listTemplates(
  { table }: Reads,
  { q = "", limit, after }: { q?: string | undefined; limit: number; after?: string | undefined },
): Promise<{ items: TemplateHead[]; next?: string | undefined }> {
  const text = q.toLowerCase();
  const fits = ({ id, source, deletedAt }: TemplateHead) =>
    deletedAt === undefined && `${id}\n${source.subject.toLowerCase()}`.includes(text);
  const read = (most: number, start: string | undefined) =>
    table.query<TemplateHead>(
      "library",
      WORKSPACE,
      { prefix: HEADS },
      { limit: text === "" ? limit : most, after: start },
    );
  const { found, next } = await findRows(read, fits, limit, after && HEADS + after);
  return { items: found, next: next?.slice(HEADS.length) };
}

/** The versions below `before`, newest first, with what each save noted. */
export async function listTemplateVersions(
  { table }: Reads,
  id: string,
  before: number,
  limit: number,
): Promise<{ version: number; at?: number; subject?: string }[]> {
  const numbers = Array.from({ length: Math.min(limit, before - 1) }, (_, i) => before - 1 - i);
  const keys = numbers.map((version) => versionKey(id, version));
  const rows = await getRows<"library", VersionRow>(table, keys);
  return numbers.flatMap((version, i) => {
    const row = rows[i]?.data;
    if (!row) return [];
    const { hash: _, ...noted } = row;
    return [{ version, ...noted }];
  });
}

/**
 * What an author wrote as a version of a template.
 * @throws NotFound
 */
export async function getTemplateVersion({ table }: Reads, id: string, version: number) {
  const [row, source] = await Promise.all([
    table.get<VersionRow>(versionKey(id, version)),
    table.get<TemplateSource>(sourceKey(id, version)),
  ]);
  if (!row || !source) throw new NotFound(`the template "${id}" has no version ${version}`);
  return { at: row.data.at, source: source.data };
}

/**
 * Deletes a template at the version of its row; its compiled versions stay for mails that were
 * sent.
 */
export const deleteTemplate = (
  { table }: { table: Table<"library", "library"> },
  { data, version }: { data: TemplateHead; version: number },
  now: number,
): Promise<void> =>
  table.write([
    { put: headKey(data.id), v: 1, data: { ...data, deletedAt: now }, expect: version },
  ]);

/** The existing templates, each with its source, variables and untracked engagement. */
export async function findTemplates(
  { table }: Reads,
  ids: string[],
): Promise<Map<string, Pick<TemplateHead, "source" | "variables" | "untracked">>> {
  const found = await readRows<"library", TemplateHead>(table, ids.map(headKey));
  const existing = found.filter(({ data }) => data.deletedAt === undefined);
  return new Map(existing.map(({ data }) => [data.id, data]));
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
  const isThere = old && old.data.deletedAt === undefined;
  const current = isThere ? old.data.version : 0;
  if (expectVersion !== undefined && expectVersion !== current) {
    throw new Conflict(`another request saved version ${current} of the template: load it again`);
  }
  if (isThere && JSON.stringify(old.data.source) === JSON.stringify(source)) return old.data;
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
    {
      put: versionKey(id, version),
      v: 1,
      data: { hash: compiled.hash, at: now, subject: source.subject } satisfies VersionRow,
      expect: "absent",
    },
    { put: sourceKey(id, version), v: 1, data: source, expect: "absent" },
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
  const head = await readHead(table, id);
  if (!head) return undefined;
  const { version, source } = head.data;
  const compiled = await readCompiled({ table }, id, version);
  return compiled && { version, compiled, class: source.class };
}
