import { expect, test } from "vitest";
import { isSameSegment } from "../../../web/src/pages/segments/segment-draft.ts";

test("the order of keys is no change", () => {
  const one = { name: "a", condition: { attribute: "plan", is: "pro" } };
  const same = { name: "a", condition: { is: "pro", attribute: "plan" } };
  expect(isSameSegment(one, same)).toBe(true);
  expect(isSameSegment(one, { ...one, name: "b" })).toBe(false);
  expect(isSameSegment(one, { ...one, condition: { subscribed: true } })).toBe(false);
});
