import { globSync, readFileSync } from "node:fs";
import { dirname, normalize } from "node:path";
import packageJson from "../../package.json" with { type: "json" };

/** Every source file that is shipped, each with its text. */
export const SOURCES: ReadonlyMap<string, string> = new Map(
  globSync("{infra,cli,functions,sdk,shared,events}/**/*.ts")
    .toSorted()
    .map((file) => [file, readFileSync(file, "utf8")]),
);

/** One `import … from`, `export … from` or `import(…)`; `isType` when it is gone at run time. */
export type Arrow = { from: string; to: string; isType: boolean };

const IMPORT =
  /(?:^(?:import|export)(?<type> type)?\b(?<names>[^;"]*?)\bfrom|\bimport\s*\(|^import)\s*"(?<path>[^"]+)"/gm;
const NAME = /(type )?\b\w+/g;

/** Project paths for relative and `#` imports and for our own package, else the package's name. */
function resolve(file: string, path: string): string {
  if (path.startsWith("#")) return path.slice(1);
  if (path.startsWith(".")) return normalize(`${dirname(file)}/${path}`);
  const [name, rest] = [packageJson.name, path.slice(packageJson.name.length)];
  const entries: Record<string, string> = packageJson.exports;
  return path === name || path.startsWith(`${name}/`) ? normalize(entries[`.${rest}`]!) : path;
}

function arrowsOf(file: string, text: string): Arrow[] {
  return [...text.matchAll(IMPORT)].map(({ groups: { type, names = "", path } = {} }) => {
    const named = [...names.matchAll(NAME)];
    const isType = type !== undefined || (named.length > 0 && named.every(([, mark]) => mark));
    return { from: file, to: resolve(file, path!), isType };
  });
}

export const ARROWS: readonly Arrow[] = [...SOURCES].flatMap(([file, text]) =>
  arrowsOf(file, text),
);

export const offences = (isWrong: (arrow: Arrow) => boolean): string[] =>
  ARROWS.filter(isWrong).map(({ from, to }) => `${from} imports ${to}`);

/** The files that leave through an `index.ts`, each on behalf of its folder. */
export const isIndex = (file: string): boolean => file.endsWith("/index.ts");

/** Names that a file exports and that are there at run time, through its `export … from` too. */
export function runtimeExports(file: string): Set<string> {
  const text = SOURCES.get(file) ?? "";
  const names = new Set<string>();
  const declared = /^export (?:async )?(?:function\*?|const|let|class) (\{[^}]*\}|\w+)/gm;
  for (const [, name] of text.matchAll(declared)) {
    for (const [one] of name!.matchAll(/\w+(?=\s*[,}]|$)/g)) names.add(one);
  }
  for (const [, list] of text.matchAll(/^export \{([^}]*)\}/gm)) {
    for (const part of list!.split(",").map((one) => one.trim())) {
      if (part && !part.startsWith("type ")) names.add(part.split(" as ").at(-1)!);
    }
  }
  for (const [, path] of text.matchAll(/^export \* from "([^"]+)"/gm)) {
    for (const name of runtimeExports(resolve(file, path!))) names.add(name);
  }
  return names;
}
