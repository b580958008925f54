import { lint } from "#shared/automation/lint/index.ts";
import { readLintContext, type SequenceHead } from "#shared/automation/versions/index.ts";
import type { TableReader } from "#shared/ports/table.ts";

/** Lint errors of a sequence's draft: while there are any it can't be published. */
export async function countErrors(
  world: { table: TableReader<"library" | "stats"> },
  { id, draft }: Pick<SequenceHead, "id" | "draft">,
): Promise<number> {
  const context = await readLintContext(world, id, draft);
  return lint(draft, context).filter(({ level }) => level === "error").length;
}
