import * as z from "zod/mini";
import type { CliIo } from "../io.ts";

/** What lint says of a sequence, as the API answers it. */
export const Findings = z.array(
  z.object({ level: z.string(), path: z.string(), message: z.string(), remedy: z.string() }),
);

/** Prints what an author should know, a line each. */
export function printFindings(desk: CliIo, findings: z.infer<typeof Findings>): void {
  for (const { level, path, message, remedy } of findings) {
    desk.out(`${level}  ${path}  ${message}: ${remedy}\n`);
  }
}
