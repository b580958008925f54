import { type Definition, templatesOf } from "#shared/automation/language/index.ts";
import { WORKSPACE } from "#shared/kernel/ids.ts";
import type { Delete, Key, Put, TableReader } from "#shared/ports/table.ts";

/** What a sequence's head tells of its templates. */
type Sender = {
  id: string;
  state: string;
  draft: Definition;
  /** The templates of recent versions, each with the newest version that sends it. */
  sends?: Record<string, number>;
};
/** Row `use#…` of a sequence: its templates, and whether only its draft sends each. */
type TemplateUses = { sequence: string; templates: Record<string, boolean> };

/** Runs may still follow older versions, which are kept for them. */
const VERSIONS = 5;

const key = (sequence: string): Key<"library"> => ({
  table: "library",
  pk: WORKSPACE,
  sk: `use#${sequence}`,
});

/** The templates of recent versions, each with the newest that sends it, after a publication. */
export const templatesAfter = (
  { sends = {} }: Pick<Sender, "sends">,
  version: number,
  definition: Definition,
): Record<string, number> =>
  Object.fromEntries([
    ...Object.entries(sends).filter(([, newest]) => newest > version - VERSIONS),
    ...templatesOf(definition).map((template) => [template, version] as const),
  ]);

/** Follows from the head alone, so it is written with it, whatever was there. */
export const putUses = ({ id, state, draft, sends = {} }: Sender): Put<"library"> => ({
  put: key(id),
  v: 1,
  data: {
    sequence: id,
    templates: Object.fromEntries([
      ...templatesOf(draft).map((template) => [template, true] as const),
      ...(state === "archived" ? [] : Object.keys(sends).map((one) => [one, false] as const)),
    ]),
  } satisfies TemplateUses,
  expect: "any",
});

export const deleteUses = (sequence: string): Delete<"library"> => ({
  delete: key(sequence),
  expect: "any",
});

/** A page of what each sequence sends, by sequence: small rows, without the definitions. */
export const listUses = ({ table }: { table: TableReader<"library"> }, after?: string) =>
  table.query<TemplateUses>("library", WORKSPACE, { prefix: "use#" }, { after });
