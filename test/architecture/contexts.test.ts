import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { BESIDE, contextOf, DIVIDED, KNOWN, moduleOf, ORDER, OUTSIDE, rankOf } from "./layout.ts";
import { ARROWS, type Arrow, isIndex, offences, SOURCES } from "./sources.ts";

/** Whether the layout lets one file import the other. */
function isAllowed({ from, to, isType }: Arrow): boolean {
  const [user, used] = [contextOf(from), contextOf(to)];
  if (user === used) return true;
  const isOrdered = rankOf(used) >= 0;
  if (BESIDE[user]) return BESIDE[user].includes(used) || (isType && isOrdered);
  if (OUTSIDE[user]) return OUTSIDE[user].includes(used) || isOrdered || to.startsWith("shared/");
  return isOrdered && rankOf(used) <= rankOf(user);
}

const ours = ARROWS.filter(({ to }) => SOURCES.has(to));

test("every folder has its place in the layout", () => {
  const known = [...ORDER.flat(), ...Object.keys(BESIDE), ...Object.keys(OUTSIDE)];
  const folders = new Set([...SOURCES.keys()].map(contextOf));
  expect([...folders].filter((folder) => !known.includes(folder))).toEqual([]);
});

test("a context uses only those below it", () => {
  const wrong = ours
    .filter((arrow) => !isAllowed(arrow))
    .map(({ from, to }) => `${moduleOf(from)} uses ${moduleOf(to)}`);
  expect([...new Set(wrong)].toSorted()).toEqual(KNOWN.arrows.toSorted());
});

test("a module is reached through its index", () => {
  const hasIndex = (module: string) => SOURCES.has(`shared/${module}/index.ts`);
  const isRule = (file: string) => rankOf(contextOf(file)) >= 0;
  expect(
    offences(
      ({ from, to }) =>
        isRule(from) && moduleOf(from) !== moduleOf(to) && hasIndex(moduleOf(to)) && !isIndex(to),
    ),
  ).toEqual([]);
});

test("a divided context consists of modules, each with its index", () => {
  const modules = DIVIDED.filter((context) => [...SOURCES.keys()].some(isOf(context))).flatMap(
    (context) => readdirSync(`shared/${context}`).map((name) => `shared/${context}/${name}`),
  );
  expect(modules.filter((module) => !SOURCES.has(`${module}/index.ts`))).toEqual([]);
});

const isOf = (context: string) => (file: string) => file.startsWith(`shared/${context}/`);

test("functions/ holds exactly the Lambdas, and what they share in runtime/", () => {
  const manifests = ARROWS.filter(({ from }) => from === "infra/aws/manifests.ts");
  const folders = new Set(manifests.map(({ to }) => to.split("/")[1]!));
  expect(readdirSync("functions").toSorted()).toEqual([...folders].toSorted());
});
