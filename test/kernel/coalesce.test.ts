import { expect, test } from "vitest";
import { coalesce } from "#shared/kernel/coalesce.ts";

test("concurrent callers share a result, and none gets one started before its call", async () => {
  let asked = 0;
  let answer = (_: number) => {};
  const ask = coalesce(() => {
    asked += 1;
    return new Promise<number>((resolve) => {
      answer = resolve;
    });
  });
  const first = [ask(), ask()];
  await Promise.resolve();
  const second = [ask(), ask()];
  answer(1);
  expect(await Promise.all(first)).toEqual([1, 1]);
  await new Promise(setImmediate);
  answer(2);
  expect(await Promise.all(second)).toEqual([2, 2]);
  expect(asked).toBe(2);
});

test("who asks after a failure asks anew", async () => {
  let asked = 0;
  const ask = coalesce(async () => {
    asked += 1;
    if (asked === 1) throw new Error("not now");
    return asked;
  });
  await expect(ask()).rejects.toThrow("not now");
  expect(await ask()).toBe(2);
});
