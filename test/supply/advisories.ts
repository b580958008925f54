import { readFileSync } from "node:fs";
import type { Installed } from "./lockfile.ts";

/** Versions from `from` on (from the first, where it is left out) and below `below`. */
type Range = { from?: string; below: string };
export type Advisory = {
  id: string;
  package: string;
  severity: string;
  affected: Range[];
  title: string;
};
export type Extract = { readOn: string; source: string; advisories: Advisory[] };

/** The extract of advisories that is kept beside this file. */
export const readExtract = (): Extract =>
  JSON.parse(readFileSync(new URL("advisories.json", import.meta.url), "utf8"));

/**
 * A version's three numbers as one text that sorts as they do; a release before 1.0.0-rc.1's end is
 * not told apart.
 */
const sortable = (version: string) =>
  version
    .split(/[-+]/)[0]!
    .split(".")
    .map((part) => part.padStart(8, "0"))
    .join(".");

const isIn = (version: string, { from = "0.0.0", below }: Range) =>
  sortable(version) >= sortable(from) && sortable(version) < sortable(below);

/** Of what is shipped, each package in a version that an advisory names, as a line. */
export function affectedBy(advisories: Advisory[], installed: Installed[]): string[] {
  const shipped = installed.filter(({ isShipped }) => isShipped);
  return advisories.flatMap(({ id, package: name, severity, affected, title }) =>
    shipped
      .filter((one) => one.name === name && affected.some((range) => isIn(one.version, range)))
      .map(({ version }) => `${name}@${version}: ${id} (${severity}), ${title}`),
  );
}
