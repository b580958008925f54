import { expect, test } from "vitest";

// Not by a plain import: the tests are typed without React and the DOM.
const path = new URL("../../../web/src/parts/lazy-value.ts", import.meta.url).href;
const { lazyValue, NotLoaded } = await import(path);

test("a value is loaded once; what failed is asked for again by the next call", async () => {
  let calls = 0;
  const value = lazyValue(async () => {
    calls++;
    if (calls === 1) throw new Error("the API is away");
    return { calls };
  });
  await expect(value.load()).rejects.toThrow(NotLoaded);
  expect(await Promise.all([value.load(), value.load()])).toEqual([{ calls: 2 }, { calls: 2 }]);
  expect(await value.load()).toEqual({ calls: 2 });
});
