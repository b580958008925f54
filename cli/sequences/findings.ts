import * as z from "zod/mini";
import type { CliIo } from "../io.ts";

/** Lint findings, as the API returns them. */
export const Findings = z.array(
  z.object({ level: z.string(), path: z.string(), message: z.string(), remedy: z.string() }),
);

/** Prints findings, one per line. */
export function printFindings(io: CliIo, findings: z.infer<typeof Findings>): void {
  for (const { level, path, message, remedy } of findings) {
    io.out(`${level}  ${path}  ${message}: ${remedy}\n`);
  }
}
