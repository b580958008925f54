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

/** The files that a chunk needs before it runs, its sheets among them. */
function closureOf(manifest: Manifest, key: string, seen = new Set<string>()): Set<string> {
  const files = new Set<string>();
  if (seen.has(key)) return files;
  seen.add(key);
  const { file, imports = [], css = [] } = manifest[key]!;
  for (const one of [file, ...css]) files.add(one);
  for (const other of imports) for (const one of closureOf(manifest, other, seen)) files.add(one);
  return files;
}

/** What the built console weighs, by the manifest of its build. */
export function consoleSizes(): ConsoleSizes {
  const manifest = JSON.parse(
    readFileSync(new URL(".vite/manifest.json", BUILT), "utf8"),
  ) as Manifest;
  const chunks = Object.entries(manifest);
  const [entry] = chunks.find(([, { isEntry }]) => isEntry)!;
  const first = closureOf(manifest, entry);
  const isSheet = (file: string) => file.endsWith(".css");
  const lazy = chunks.filter(([, { isDynamicEntry }]) => isDynamicEntry).map(([key]) => key);
  const own = lazy.map((key) => {
    const loaders = chunks.filter(([, { dynamicImports }]) => dynamicImports?.includes(key));
    const before = loaders.map(([loader]) => closureOf(manifest, loader));
    const isThere = (file: string) => first.has(file) || before.every((files) => files.has(file));
    return [key, kbOf([...closureOf(manifest, key)].filter((file) => !isThere(file)))] as const;
  });
  return {
    js: kbOf([...first].filter((file) => !isSheet(file))),
    css: kbOf([...first].filter(isSheet)),
    own: Object.fromEntries(own),
  };
}
