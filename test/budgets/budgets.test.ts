import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { MANIFESTS } from "#infra/aws/manifests.ts";
import manifest from "../../package.json" with { type: "json" };
import { readBudgets } from "./budgets.ts";
import { report } from "./report.ts";

test("each stage of .ci/run has its budget, and no other has", () => {
  const stages = [...readFileSync(".ci/run", "utf8").matchAll(/^stage (\S+)/gm)];
  const named = stages.map(([, name]) => name).filter((name) => name !== "end");
  expect(named).toEqual(Object.keys(readBudgets().stageSeconds));
});

test("test:long runs every file that npm test runs in part", () => {
  const folders = /--project unit (.*)$/.exec(manifest.scripts["test:long"])![1]!.split(" ");
  const partly = globSync("test/**/*.test.ts").filter((file) =>
    /^import .*support.long\.ts/m.test(readFileSync(file, "utf8")),
  );
  expect(partly.filter((file) => !folders.some((one) => file.startsWith(`${one}/`)))).toEqual([]);
});

test("only functions that there are have a budget of their own", () => {
  const { any: _, ...own } = readBudgets().bundleKb;
  const names: string[] = MANIFESTS.map(({ name }) => name);
  expect(Object.keys(own).filter((name) => !names.includes(name))).toEqual([]);
});

test("the report holds what each stage took against its budget", () => {
  const begun = [
    { name: "check", at: 0 },
    { name: "test", at: 20 },
    { name: "end", at: 100 },
  ];
  expect(report(begun, { check: 30, test: 75 })).toEqual([
    "check           20 s of    30 s",
    "test            80 s of    75 s  5 s over",
    "all            100 s of   105 s",
  ]);
});
