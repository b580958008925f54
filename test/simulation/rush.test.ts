import { expect, test } from "vitest";
import { isInTime, rush } from "./rush.ts";

/** `npm run sim:rush` does the same with ten thousand. */
test("a thousand people due at one minute are mailed at the provider's rate, and no queue holds much", async () => {
  const size = { people: 1_000, perSecond: 14 };
  const result = await rush(size);
  expect(result.sent).toBe(size.people);
  expect(isInTime(size, result), JSON.stringify(result)).toBe(true);
});
