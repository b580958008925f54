import { lint } from "#shared/automation/lint/index.ts";
import type { CliIo } from "../io.ts";
import { printFindings } from "./findings.ts";
import { loadDefinition } from "./load.ts";

/** Findings that need a workspace; publishing checks them. */
const WORKSPACE_CODES = ["missing-template", "unknown-segment", "unknown-sequence"];
const EMPTY_WORKSPACE = {
  id: "",
  sender: true,
  postalAddress: true,
  templates: new Map<string, string[]>(),
  segments: new Set<string>(),
  sequences: new Map(),
};

/** Prints the findings on the sequence in a file; returns whether it could be published. */
export async function lintFile(
  io: CliIo,
  file: string,
  { json }: { json?: true },
): Promise<boolean> {
  const definition = await loadDefinition(file);
  const findings = lint(definition, EMPTY_WORKSPACE).filter(
    ({ code }) => !WORKSPACE_CODES.includes(code),
  );
  const ok = findings.every(({ level }) => level !== "error");
  if (json) io.out(`${JSON.stringify({ ok, findings })}\n`);
  else printFindings(io, findings);
  if (!json && findings.length === 0) io.err("No findings.\n");
  return ok;
}
