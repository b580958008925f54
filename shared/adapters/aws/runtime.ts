import type { Place } from "#shared/ports/place.ts";

/** What is deployed has an address and is never a developer's machine. */
export const deployedPlace = (env: { PUBLIC_URL: string }): Place => ({
  publicUrl: env.PUBLIC_URL.replace(/\/+$/, ""),
  dev: false,
});
