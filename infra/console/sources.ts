import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** What the console is built from, and where to. */
export const SOURCES = [at("web"), at("package-lock.json")];
export const BUILT = at("dist/web");
export const VITE_CONFIG = at("web/vite.config.ts");

/** When the newest of the files was changed, in ms; 0 when there are none. */
function newestChange(paths: readonly string[]): number {
  const times = paths.flatMap((path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) return [0];
    if (!stat.isDirectory()) return [stat.mtimeMs];
    return [newestChange(readdirSync(path).map((name) => join(path, name)))];
  });
  return Math.max(0, ...times);
}

/** Whether a source is newer than what is built. */
export function isStale(): boolean {
  // The build writes this file last, so without it the build did not end.
  return newestChange([join(BUILT, "index.html.gz")]) < newestChange(SOURCES);
}
