import { lint } from "#shared/automation/lint/index.ts";
import type { CliIo } from "../io.ts";
import { printFindings } from "./findings.ts";
import { loadDefinition } from "./load.ts";

/** What a file alone can not show: that is asked again when the sequence is published. */
const OF_WORKSPACE = ["missing-template", "unknown-segment", "unknown-sequence"];
const NOWHERE = {
  id: "",
  sender: true,
  postalAddress: true,
  templates: new Map<string, string[]>(),
  segments: new Set<string>(),
  sequences: new Map(),
};

/**
 * Prints what an author should know of the sequence in a file; whether nothing stops it from being
 * published.
 */
export async function lintFile(
  desk: CliIo,
  file: string,
  { json }: { json?: true },
): Promise<boolean> {
  const definition = await loadDefinition(file);
  const findings = lint(definition, NOWHERE).filter(({ code }) => !OF_WORKSPACE.includes(code));
  const ok = findings.every(({ level }) => level !== "error");
  if (json) desk.out(`${JSON.stringify({ ok, findings })}\n`);
  else printFindings(desk, findings);
  if (!json && findings.length === 0) desk.tell("No findings.\n");
  return ok;
}
