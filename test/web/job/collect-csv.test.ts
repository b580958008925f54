import { expect, test } from "vitest";
import { collectCsv } from "../../../web/src/parts/job/collect-csv.ts";

/** Pages of ten characters each. */
const pagesOf = (count: number) => {
  const asked: (string | undefined)[] = [];
  const load = async (after?: string) => {
    asked.push(after);
    const nth = Number(after ?? 0);
    return { text: `line ${nth}    \n`.slice(0, 10), next: nth + 1 < count ? `${nth + 1}` : null };
  };
  return { asked, load };
};

test("all pages are collected in their order, each asked once", async () => {
  const { asked, load } = pagesOf(3);
  const { parts, isWhole } = await collectCsv(load);
  expect(parts.map((part) => part.slice(0, 6))).toEqual(["line 0", "line 1", "line 2"]);
  expect(isWhole).toBe(true);
  expect(asked).toEqual([undefined, "1", "2"]);
});

test("what is too long for a browser is cut, and says so", async () => {
  const { asked, load } = pagesOf(100);
  const { parts, isWhole } = await collectCsv(load, 35);
  expect([parts.length, isWhole, asked.length]).toEqual([4, false, 4]);
  expect((await collectCsv(pagesOf(4).load, 40)).isWhole).toBe(true);
});
