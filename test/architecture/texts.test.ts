import { globSync, readFileSync } from "node:fs";
import { join, normalize } from "node:path";
import { expect, test } from "vitest";

type Texts = { [key: string]: Texts | string | ((...values: never[]) => string) };

const FILES = globSync("web/src/**/*.{ts,tsx}").filter((file) => !file.endsWith("schema.d.ts"));
const SOURCES = new Map(FILES.map((file) => [file, readFileSync(file, "utf8")]));
const IMPORTS = new Map(
  [...SOURCES].map(([file, text]) => {
    const paths = [...text.matchAll(/(?:from|import\() ?"(\.[^"]+)"/g)];
    return [file, paths.map(([, path]) => normalize(join(file, "..", path!)))];
  }),
);
const NOUNS = globSync("*.ts", { cwd: "web/src/text/en" }).map((file) => file.slice(0, -3));

const read = async (language: string, noun: string): Promise<Texts> =>
  (await import(`../../web/src/text/${language}/${noun}.ts`)).texts;

const importersOf = (files: readonly string[]) =>
  FILES.filter((file) => IMPORTS.get(file)!.some((path) => files.includes(path)));

/** All that may name a text of a noun: what imports its texts, or what is made of them. */
function usersOf(noun: string): string {
  const own = `web/src/text/en/${noun}.ts`;
  const direct = importersOf([own]).filter((file) => !file.startsWith("web/src/text/de/"));
  const second = importersOf(direct);
  const users = new Set([...direct, ...second, ...importersOf(second)]);
  const text = [...users].map((file) => SOURCES.get(file)!).join("\n");
  return text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
}

/** Paths of texts that nothing names. What is chosen by a computed key is used as a whole. */
function unused(texts: Texts, source: string, path: string[] = []): string[] {
  return Object.entries(texts).flatMap(([key, value]) => {
    const here = [...path, key];
    if (!new RegExp(`(?<![\\w-])${key}(?![\\w-])`).test(source)) return [here.join(".")];
    if (typeof value !== "object") return [];
    const isWhole = new RegExp(`\\b${key}(?:\\[|\\)|,|;| \\}|\\s+as )`).test(source);
    return isWhole ? [] : unused(value, source, here);
  });
}

test.each(NOUNS)("every text of %s is used", async (noun) => {
  expect(unused(await read("en", noun), usersOf(noun))).toEqual([]);
});

const pathsOf = (texts: Texts, path = ""): string[] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "object" ? pathsOf(value, `${path}${key}.`) : [`${path}${key}`],
  );

test.each(NOUNS)("German has the texts of %s, and no others", async (noun) => {
  expect(pathsOf(await read("de", noun)).toSorted()).toEqual(
    pathsOf(await read("en", noun)).toSorted(),
  );
});

test("a text that nothing names is found", () => {
  const texts = {
    used: "",
    whole: { one: "", other: "" },
    some: { named: "", left: "" },
    left: "",
  };
  const source = "texts.used; texts.whole[name]; texts.some.named;";
  expect(unused(texts, source)).toEqual(["some.left", "left"]);
});
