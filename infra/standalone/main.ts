import { Console } from "node:console";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { readConfig } from "./config.ts";

/** stdout carries only the ready line; text for humans and logs go to stderr. */
globalThis.console = new Console(process.stderr, process.stderr);
// Files that this process writes are for its user only.
process.umask(0o077);
process.env.POWERTOOLS_DEV = "true";
process.env.POWERTOOLS_METRICS_DISABLED = "true";

try {
  const config = readConfig(process.env);
  // Imported late: the logging library reads its settings on import.
  const { start } = await import("./start.ts");
  await start(config);
} catch (error) {
  const sentence = error instanceof Error ? error.message : String(error);
  process.stderr.write(`Dripstack can not start: ${sentence}\n`);
  process.exitCode = error instanceof InvalidInput ? 2 : 1;
}
