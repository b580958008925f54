import { readFileSync } from "node:fs";

/**
 * One installed package, by the lock file: `isShipped` is false where only development needs it,
 * `isBundled` true where it comes inside another.
 */
export type Installed = {
  name: string;
  version: string;
  licence: string;
  isShipped: boolean;
  isBundled: boolean;
};

type Locked = {
  version: string;
  license?: string;
  dev?: boolean;
  devOptional?: boolean;
  inBundle?: boolean;
};

/** What the lock file at `url` installs, every version of each package. */
export function readLockfile(url: URL): Installed[] {
  const { packages } = JSON.parse(readFileSync(url, "utf8")) as {
    packages: Record<string, Locked>;
  };
  return Object.entries(packages)
    .filter(([path]) => path !== "")
    .map(([path, { version, license, dev, devOptional, inBundle }]) => ({
      name: path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length),
      version,
      licence: license ?? "none",
      isShipped: !dev && !devOptional,
      isBundled: inBundle === true,
    }));
}
