import { fileURLToPath } from "node:url";
import { openTemp } from "./temp-folder.ts";

/**
 * Before a run of vitest: its workers inherit where temporary folders go, and where Node keeps the
 * JavaScript that it makes of our files, so that processes and threads of tests start sooner.
 */
export default function setup(): void {
  openTemp();
  process.env.NODE_COMPILE_CACHE ??= fileURLToPath(
    new URL("../../node_modules/.cache/node", import.meta.url),
  );
}
