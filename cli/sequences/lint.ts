import { lint, templatesOf } from "#shared/sequences/index.ts";
import type { Desk } from "../desk.ts";
import { loadDefinition } from "./load.ts";

/**
 * Prints what stops the sequence in a file from being published; whether nothing does. What hangs on a workspace, its
 * templates and settings, is not known here and no finding.
 */
export async function lintFile(
  desk: Desk,
  file: string,
  { json }: { json?: true },
): Promise<boolean> {
  const definition = await loadDefinition(file);
  const templates = new Set(templatesOf(definition));
  const faults = lint(definition, { templates, sender: true, postalAddress: true });
  if (json) desk.out(`${JSON.stringify({ ok: faults.length === 0, faults })}\n`);
  else for (const { path, message } of faults) desk.out(`${path}  ${message}\n`);
  if (!json && faults.length === 0) desk.tell("Nothing to mend.\n");
  return faults.length === 0;
}
