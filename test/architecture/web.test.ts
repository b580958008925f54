import { globSync, readFileSync } from "node:fs";
import { normalize } from "node:path";
import { expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { SOURCES } from "./sources.ts";

const GENERATED = "web/src/api/schema.d.ts";
const PAGES = globSync("web/src/**/*.{ts,tsx,css}").filter((file) => file !== GENERATED);
const text = (file: string) => readFileSync(file, "utf8");
const imports = (file: string) =>
  [...text(file).matchAll(/(?:from|import\(|^import) "([^"]+)"/gm)].map(([, path]) => path!);

test("the console imports itself and packages of development alone", () => {
  const packages = Object.keys(packageJson.devDependencies);
  const isAllowed = (file: string, path: string) =>
    path.startsWith(".")
      ? normalize(`${file}/../${path}`).startsWith("web/src/")
      : packages.some((name) => path === name || path.startsWith(`${name}/`));
  const wrong = PAGES.flatMap((file) =>
    imports(file)
      .filter((path) => !isAllowed(file, path))
      .map((path) => `${file} imports ${path}`),
  );
  expect(PAGES.length).toBeGreaterThan(20);
  expect(wrong).toEqual([]);
});

test("nothing outside the console imports it", () => {
  const users = [...SOURCES].filter(([, source]) => /from "[^"]*\bweb\/src\//.test(source));
  expect(users.map(([file]) => file)).toEqual([]);
});

test("a file of the console has 250 lines at most", () => {
  const long = PAGES.filter((file) => text(file).trimEnd().split("\n").length > 250);
  expect(long).toEqual([]);
});

test("every component of Mantine in use has its sheet loaded", () => {
  const sheets = text("web/src/app/styles.ts");
  const named = PAGES.flatMap((file) =>
    [...text(file).matchAll(/import \{([^}]*)\} from "@mantine\/core"/g)].flatMap(([, names]) =>
      names!.split(",").map((name) => name.trim()),
    ),
  );
  const used = [...new Set(named)].filter((name) => /^[A-Z]\w+$/.test(name));
  const hasSheet = (name: string) =>
    globSync(`node_modules/@mantine/core/styles/${name}.layer.css`).length > 0;
  const missing = used.filter((name) => hasSheet(name) && !sheets.includes(`/${name}.layer.css`));
  expect(missing).toEqual([]);
});

/** They say what could not be loaded, and try again; a catalogue does so by `lazyValue`. */
const LAZY = /(?:\blazy(?:Page|Part|Value)\(|\bcatalogue\(\{\s*en,\s*de:)\s*\(\) =>\s*import\(/g;
const loadsOtherwise = (source: string) => /\bimport\s*\(/.test(source.replace(LAZY, ""));

test("what is loaded later is loaded by lazyPage, lazyPart, lazyValue or a catalogue", () => {
  expect(PAGES.filter((file) => loadsOtherwise(text(file)))).toEqual([]);
  expect(loadsOtherwise('lazyPart(\n  () => import("./a.tsx"), "A")')).toBe(false);
  expect(loadsOtherwise('const { a } = await import("./a.ts")')).toBe(true);
});
