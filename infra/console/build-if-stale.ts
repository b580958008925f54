import { buildConsole } from "./build.ts";
import { isStale } from "./sources.ts";

if (isStale()) {
  process.stderr.write("Building the console (a few seconds, once per change)…\n");
  await buildConsole();
}
