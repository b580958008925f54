import type { Runtime } from "#shared/ports/runtime.ts";

/** What is deployed has an address and is never a developer's machine. */
export const deployedRuntime = (env: { PUBLIC_URL: string }): Runtime => ({
  publicUrl: env.PUBLIC_URL.replace(/\/+$/, ""),
  dev: false,
});
