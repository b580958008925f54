import type { Installed } from "./lockfile.ts";

type Component = {
  name: string;
  group?: string;
  version: string;
  purl?: string;
  hashes?: unknown[];
};
export type Sbom = { bomFormat?: string; specVersion?: string; components?: Component[] };

const fullName = ({ group, name }: Component) => (group ? `${group}/${name}` : name);

/**
 * What a CycloneDX list of components lacks: its form, a package that is shipped, a place or a
 * hash.
 */
export function gapsOf(sbom: Sbom, installed: Installed[], isForThisMachine: IsHere): string[] {
  const { bomFormat, specVersion, components = [] } = sbom;
  if (bomFormat !== "CycloneDX") return ["it is not in CycloneDX's form"];
  if (!specVersion) return ["it does not say which version of the form it has"];
  const listed = new Map(components.map((one) => [`${fullName(one)}@${one.version}`, one]));
  // Of two copies npm names one, and a bundled one has no hash of its own.
  const bundled = new Set(installed.filter(({ isBundled }) => isBundled).map(idOf));
  return installed
    .filter((one) => one.isShipped && isForThisMachine(one))
    .map(idOf)
    .flatMap((id) => {
      const found = listed.get(id);
      if (!found) return [`${id} is not listed`];
      return [
        ...(found.purl ? [] : [`${id} has no purl`]),
        ...(found.hashes?.length || bundled.has(id) ? [] : [`${id} has no hash`]),
      ];
    });
}

const idOf = ({ name, version }: Installed) => `${name}@${version}`;

/** Whether a package is installed on a machine like this one: others bring programs for theirs. */
type IsHere = (one: Installed) => boolean;
