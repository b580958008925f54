import { Console } from "node:console";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { readConfig } from "./config.ts";

/**
 * The one line on stdout is for programs; everything for people and every log line goes to stderr.
 */
globalThis.console = new Console(process.stderr, process.stderr);
// Whatever this process writes, the database first of all, is for its user alone.
process.umask(0o077);
process.env.POWERTOOLS_DEV = "true";
process.env.POWERTOOLS_METRICS_DISABLED = "true";

try {
  const config = readConfig(process.env);
  // Loaded only now: the logging library reads its settings when it is loaded.
  const { start } = await import("./start.ts");
  await start(config);
} catch (error) {
  const sentence = error instanceof Error ? error.message : String(error);
  process.stderr.write(`Dripstack can not start: ${sentence}\n`);
  process.exitCode = error instanceof InvalidInput ? 2 : 1;
}
