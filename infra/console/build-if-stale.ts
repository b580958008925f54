import { isStale } from "./sources.ts";

if (isStale()) {
  process.stderr.write("Building the console (a few seconds, once per change)…\n");
  // Vite takes half a second to load.
  const { buildConsole } = await import("./build.ts");
  await buildConsole();
}
