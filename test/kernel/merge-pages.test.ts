import fc from "fast-check";
import { expect, test } from "vitest";
import { mergePages } from "#shared/kernel/merge-pages.ts";

const inBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Lists as a store pages them: at most three rows, and now and then none although more follow. */
const reader = (lists: string[][], reverse: boolean) => {
  let calls = 0;
  return (list: number, after: string | undefined, limit: number) => {
    const ordered = lists[list]!.toSorted((a, b) => (reverse ? inBytes(b, a) : inBytes(a, b)));
    const isLater = (sk: string) =>
      after === undefined || (reverse ? inBytes(sk, after) < 0 : inBytes(sk, after) > 0);
    const rest = ordered.filter(isLater);
    const isEmpty = calls++ % 5 === 4 && after !== undefined;
    const items = isEmpty ? [] : rest.slice(0, Math.min(limit, 3)).map((sk) => ({ sk }));
    const last = items.at(-1)?.sk ?? after;
    return Promise.resolve({ items, ...(items.length < rest.length && { cursor: last }) });
  };
};

test("pages of several lists are one list in one order, whatever a page's size", async () => {
  const names = fc.uniqueArray(fc.string({ unit: "grapheme", minLength: 1, maxLength: 4 }), {
    maxLength: 60,
  });
  await fc.assert(
    fc.asyncProperty(
      names,
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      async (all, n, reverse) => {
        const lists = [0, 1, 2, 3].map((list) => all.filter((_, i) => (i * 7) % 4 === list));
        const read = reader(lists, reverse);
        const seen: string[] = [];
        let after: string | undefined;
        do {
          const page = await mergePages(
            4,
            { limit: n, reverse, ...(after !== undefined && { after }) },
            read,
          );
          if (page.next !== undefined) expect(page.items).toHaveLength(n);
          seen.push(...page.items.map(({ sk }) => sk));
          after = page.next;
        } while (after !== undefined);
        const expected = all.toSorted(inBytes);
        expect(seen).toEqual(reverse ? expected.toReversed() : expected);
      },
    ),
    { numRuns: 200, seed: 20 },
  );
});
