import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** The helper itself, and a cache that moves what it has made into its place on the same disk. */
const MAKERS = ["test/support/temp-folder.ts", "test/cloud/machine/tools.ts"];
const MAKING = /\btmpdir\(\)|\bmkdtemp(Sync)?\(|["'`]\/tmp\b/;

test("tests make temporary folders by tempFolder(), which go with the run", () => {
  const makers = globSync("test/**/*.ts").filter((file) => MAKING.test(readFileSync(file, "utf8")));
  expect(makers.filter((file) => !/^test\/architecture\//.test(file)).toSorted()).toEqual(
    MAKERS.toSorted(),
  );
});
