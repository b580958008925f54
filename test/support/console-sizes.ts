import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUILT = new URL("../../dist/web/", import.meta.url);

type Chunk = {
  file: string;
  src?: string;
  isEntry?: boolean;
  isDynamicEntry?: boolean;
  imports?: string[];
  dynamicImports?: string[];
  css?: string[];
};
type Manifest = Record<string, Chunk>;

/**
 * Of `gzip -9`, in KB of 1,024 bytes. `own`: what each lazy chunk adds to what loads it, by its
 * source.
 */
export type ConsoleSizes = { js: number; css: number; own: Record<string, number> };

const kbOf = (files: Iterable<string>): number => {
  const bytes = [...files].map(
    (file) => gzipSync(readFileSync(new URL(file, BUILT)), { level: 9 }).byteLength,
  );
  return bytes.reduce((sum, one) => sum + one, 0) / 1_024;
};

/** A chunk and all that it needs before it runs. */
function closureOf(manifest: Manifest, key: string, seen = new Set<string>()): Set<string> {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const other of manifest[key]!.imports ?? []) closureOf(manifest, other, seen);
  return seen;
}

const filesOf = (manifest: Manifest, keys: Set<string>): Set<string> =>
  new Set([...keys].flatMap((key) => [manifest[key]!.file, ...(manifest[key]!.css ?? [])]));

/** What the built console weighs, by the manifest of its build. */
export function consoleSizes(): ConsoleSizes {
  const manifest = JSON.parse(
    readFileSync(new URL(".vite/manifest.json", BUILT), "utf8"),
  ) as Manifest;
  const chunks = Object.entries(manifest);
  const [entry] = chunks.find(([, { isEntry }]) => isEntry)!;
  const roots = chunks.filter(([, one]) => one.isEntry || one.isDynamicEntry).map(([key]) => key);
  const closures = new Map(roots.map((key) => [key, closureOf(manifest, key)]));
  const first = filesOf(manifest, closures.get(entry)!);
  const isSheet = (file: string) => file.endsWith(".css");
  const loads = (keys: Set<string>, key: string) =>
    [...keys].some((one) => manifest[one]!.dynamicImports?.includes(key));
  const own = roots
    .filter((key) => key !== entry)
    .map((key) => {
      const isPage = loads(closures.get(entry)!, key);
      const loaders = isPage
        ? [entry]
        : roots.filter((root) => root !== key && loads(closures.get(root)!, key));
      const files = [...filesOf(manifest, closures.get(key)!)].filter((file) => !first.has(file));
      // A part of a page is loaded by the page, and by chunks that the page shares with others.
      const added = loaders.map((root) => {
        const before = filesOf(manifest, closures.get(root)!);
        return kbOf(files.filter((file) => !before.has(file)));
      });
      return [key, Math.min(kbOf(files), ...added)] as const;
    });
  return {
    js: kbOf([...first].filter((file) => !isSheet(file))),
    css: kbOf([...first].filter(isSheet)),
    own: Object.fromEntries(own),
  };
}
