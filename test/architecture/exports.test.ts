import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const EXPORTED =
  /^export (?:async )?(?:function\*?|const|let|class|type|interface) ([A-Za-z_$][\w$]*)/gm;
const WORD = /[A-Za-z_$][\w$]*/g;
/** Passing a name on is no use of it, unless under another name. */
const PASSED_ON = /^export (?:type )?\{(?:(?! as )[^}])*\} from "[^"]+";/gm;
/** Files by which other packages import this one. */
const isEntry = (file: string) => file.startsWith("sdk/");
const GENERATED = "web/src/api/schema.d.ts";

/** Exports whose name stands in no other file, by their file. */
function unusedExports(texts: ReadonlyMap<string, string>): string[] {
  const owners = new Map<string, Set<string>>();
  for (const [file, text] of texts) {
    if (file.startsWith("test/") || isEntry(file)) continue;
    for (const [, name] of text.matchAll(EXPORTED)) {
      owners.set(name!, (owners.get(name!) ?? new Set()).add(file));
    }
  }
  for (const [file, text] of texts) {
    for (const [word] of text.replace(PASSED_ON, "").matchAll(WORD)) {
      const files = owners.get(word);
      if (files && !(files.size === 1 && files.has(file))) owners.delete(word);
    }
  }
  return [...owners].map(([name, files]) => `${[...files].join(", ")}: ${name}`);
}

test("what is exported is used by another file", () => {
  const files = globSync(
    "{infra,cli,functions,sdk,shared,events,web/src,test,examples}/**/*.{ts,tsx}",
  ).filter((file) => file !== GENERATED);
  const texts = new Map(files.map((file) => [file, readFileSync(file, "utf8")]));
  expect(unusedExports(texts)).toEqual([]);
});

test("an export that only its file or an index names is found", () => {
  const found = unusedExports(
    new Map([
      ["shared/a/a.ts", "export const lone = 1;\nconst more = lone;\nexport type Used = 1;"],
      ["shared/a/index.ts", 'export { lone, type Used } from "./a.ts";'],
      ["shared/a/b.ts", "export const other = 1;"],
      ["shared/a/user.ts", 'import type { Used } from "./index.ts";\nlet used: Used;'],
      ["shared/b/index.ts", 'export { other as renamed } from "../a/b.ts";'],
    ]),
  );
  expect(found).toEqual(["shared/a/a.ts: lone"]);
});
