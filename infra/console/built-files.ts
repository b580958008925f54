import { readdirSync } from "node:fs";
import { extname } from "node:path";

/**
 * Paths of files; every other one is a page, which the browser tells apart. By where files lie, for
 * the id of a contact may well end in `.js`; beside `assets` by the kinds that browsers ask for.
 */
export const FILE_PATH =
  /^\/(?:assets\/.*|[^/]+\.(?:css|html|ico|js|json|map|png|svg|txt|woff2|xml))$/;

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};
/** Hashed names never change what they hold. */
const FOREVER = "public, max-age=31536000, immutable";

/** The headers of a built file by its name (`assets/app-1a2b.js`), in both places. */
export const fileHeaders = (name: string) => ({
  "content-type": TYPES[extname(name)] ?? "application/octet-stream",
  "cache-control": name.startsWith("assets/") ? FOREVER : "no-cache",
});

/** Only the process serves compressed copies; the build's notes begin with a dot. */
const isServed = (name: string) => !/(^|\/)\.|\.(br|gz)$/.test(name);

/** The names of the built files, without compressed copies, in order. */
export const builtFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(folder.length + 1))
    .map((name) => name.replaceAll("\\", "/"))
    .filter(isServed)
    .toSorted();
