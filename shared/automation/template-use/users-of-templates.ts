import { eachPage } from "#shared/kernel/each-page.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { listUses } from "./use-store.ts";

/** A sequence that sends a template; `draft`: only its draft does. */
export type TemplateUse = { sequence: string; draft: boolean };

/** More sequences than a workspace has; those after them are not looked at. */
const MAX_SEQUENCES = 10_000;

/**
 * Which sequences send which templates, in their drafts or recent versions: a query of a small row
 * a sequence, some thousand a page.
 */
export async function usersOfTemplates(world: {
  table: TableReader<"library">;
}): Promise<Map<string, TemplateUse[]>> {
  const users = new Map<string, TemplateUse[]>();
  let seen = 0;
  for await (const page of eachPage((after) => listUses(world, after))) {
    for (const { sequence, templates } of page.map(({ data }) => data)) {
      for (const [template, draft] of Object.entries(templates)) {
        const known = users.get(template) ?? [];
        users.set(template, known);
        known.push({ sequence, draft });
      }
    }
    seen += page.length;
    if (seen >= MAX_SEQUENCES) break;
  }
  return users;
}
