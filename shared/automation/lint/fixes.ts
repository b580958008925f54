import type { Fix } from "./finding.ts";

/** Removes a part of the definition. */
export const removal = (label: string, ...paths: string[]): Fix => ({
  label,
  patch: paths.map((path) => ({ op: "remove", path })),
});

/** Sets a field, whether or not it is there. */
export const setting = (label: string, path: string, value: unknown): Fix => ({
  label,
  patch: [{ op: "add", path, value }],
});

/** A trigger for the API, lists and `enroll` steps. */
export const LET_IN_BY_HAND = setting("Let contacts in by hand", "/enter/-", { api: true });

/** Contacts enter once, ever. */
export const NEVER_AGAIN = setting("Let each contact enter once", "/reentry", "never");
