import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const pages = globSync(["*.md", "docs/**/*.md"]);
const LINK = /\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g;

/** What GitHub makes of the headings of a page. */
const anchorsOf = (page: string) =>
  [...readFileSync(page, "utf8").matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, "")
      .replaceAll(" ", "-"),
  );

test("every link between our pages leads to a file, and to a heading in it", () => {
  const links = pages.flatMap((page) =>
    [...readFileSync(page, "utf8").matchAll(LINK)].map(([, path = "", anchor]) => {
      const target = path === "" ? page : join(dirname(page), path);
      return { page, target, anchor };
    }),
  );
  expect(links.length).toBeGreaterThan(10);
  const dead = links.filter(
    ({ target, anchor }) =>
      !existsSync(target) || (anchor !== undefined && !anchorsOf(target).includes(anchor)),
  );
  expect(dead).toEqual([]);
});
