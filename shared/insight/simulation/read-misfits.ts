import { type Program, templatesOf } from "#shared/automation/language/index.ts";
import { classMismatch, findTemplates } from "#shared/content/templates/index.ts";
import type { TableReader } from "#shared/ports/table.ts";

/** Why templates of these programs cannot be sent as marketing mail, by name. */
export async function readMisfits(
  world: { table: TableReader<"library"> },
  programs: Program[],
): Promise<Map<string, string>> {
  const names = programs.flatMap(({ definition }) => templatesOf(definition));
  const found = await findTemplates(world, [...new Set(names)]);
  return new Map(
    [...found].flatMap(([name, { source }]) => {
      const misfit = classMismatch(name, source.class, "marketing");
      return misfit === undefined ? [] : [[name, misfit] as const];
    }),
  );
}
