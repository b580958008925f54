import { type Definition, templatesOf } from "#shared/automation/language/index.ts";
import { getVersion, listSequences, type SequenceHead } from "#shared/automation/versions/index.ts";
import { eachPage } from "#shared/kernel/each-page.ts";
import type { TableReader } from "#shared/ports/table.ts";

type Reads = { table: TableReader<"library"> };

/** A sequence that sends a template; `draft`: only its draft does. */
export type TemplateUse = { sequence: string; draft: boolean };

/** Heads hold whole drafts. */
const AT_ONCE = 50;
/** More sequences than a workspace lists on a page; those after them are not looked at. */
const MAX_SEQUENCES = 1_000;
/** Runs may still follow older versions, which are kept for them. */
const VERSIONS = 5;

/** Which sequences send which templates, in their drafts or their newest versions. */
export async function usersOfTemplates(world: Reads): Promise<Map<string, TemplateUse[]>> {
  const users = new Map<string, TemplateUse[]>();
  let seen = 0;
  for await (const page of eachPage((after) => listSequences(world, AT_ONCE, after))) {
    const each = await Promise.all(page.map(({ data }) => usesOf(world, data)));
    for (const [template, use] of each.flat()) {
      users.set(template, [...(users.get(template) ?? []), use]);
    }
    seen += page.length;
    if (seen >= MAX_SEQUENCES) break;
  }
  return users;
}

async function usesOf(world: Reads, head: SequenceHead): Promise<[string, TemplateUse][]> {
  const { id: sequence, version, draft, state } = head;
  const count = state === "archived" ? 0 : Math.min(VERSIONS, version);
  const definitions = await Promise.all(
    Array.from({ length: count }, (_, i) => definitionOf(world, sequence, version - i)),
  );
  const published = new Set(definitions.flatMap(templatesOf));
  const drafted = templatesOf(draft).filter((template) => !published.has(template));
  return [
    ...[...published].map((one): [string, TemplateUse] => [one, { sequence, draft: false }]),
    ...drafted.map((one): [string, TemplateUse] => [one, { sequence, draft: true }]),
  ];
}

const definitionOf = async (world: Reads, id: string, version: number): Promise<Definition> =>
  (await getVersion(world, id, version)).definition;
