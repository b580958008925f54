import type { Runtime } from "#shared/ports/runtime.ts";

/** The runtime of a deployed function; never a developer's machine. */
export const deployedRuntime = (env: { PUBLIC_URL: string; CONSOLE_URL?: string }): Runtime => ({
  publicUrl: env.PUBLIC_URL.replace(/\/+$/, ""),
  ...(env.CONSOLE_URL && { consoleUrl: env.CONSOLE_URL }),
  dev: false,
  place: "aws",
  hasMailbox: false,
});
