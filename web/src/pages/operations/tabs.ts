/** The parts of Operations, in their order; `secrets` only where the process can list its own. */
export const TABS = [
  "overview",
  "failures",
  "jobs",
  "activity",
  "settings",
  "attributes",
  "keys",
  "sources",
  "suppressions",
  "secrets",
] as const;

export type Tab = (typeof TABS)[number];
