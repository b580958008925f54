import { expect, test } from "vitest";
import { findAny } from "../../../web/src/pages/home/find-any.ts";

/** A list whose page `at` has the only item, behind empty ones. */
function listWith(at: number, pages: number) {
  const asked: (string | undefined)[] = [];
  const load = async (cursor?: string) => {
    asked.push(cursor);
    const page = Number(cursor ?? 0);
    return {
      items: page === at ? ["mail"] : [],
      cursor: page + 1 < pages ? String(page + 1) : null,
    };
  };
  return { asked, load };
}

test("an item behind empty pages is found, and no page after it is asked", async () => {
  const { asked, load } = listWith(2, 50);
  expect(await findAny(load)).toEqual({ isFound: true, isWhole: true });
  expect(asked).toEqual([undefined, "1", "2"]);
});

test("a list looked at to its end has none", async () => {
  expect(await findAny(listWith(-1, 3).load)).toEqual({ isFound: false, isWhole: true });
});

test("a list longer than what is asked is not said to be without", async () => {
  const { asked, load } = listWith(40, 50);
  expect(await findAny(load)).toEqual({ isFound: false, isWhole: false });
  expect(asked.length).toBeLessThan(10);
});
