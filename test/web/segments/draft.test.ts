import { expect, test } from "vitest";
import {
  beginDraft,
  changeDraft,
  isChanged,
  redoDraft,
  undoDraft,
} from "../../../web/src/pages/segments/draft.ts";

const named = (name: string) => ({ name, condition: { subscribed: true } });

test("what is typed in one go is undone in one go", () => {
  let history = beginDraft(named(""));
  for (const [at, name] of [
    [1_000, "V"],
    [1_100, "VI"],
    [1_200, "VIP"],
    [5_000, "VIPs"],
  ] as const)
    history = changeDraft(history, named(name), at);
  history = undoDraft(history);
  expect(history.present.name).toBe("VIP");
  expect(undoDraft(history).present.name).toBe("");
  expect(redoDraft(history).present.name).toBe("VIPs");
});

test("a change after an undo is a step of its own, even at once", () => {
  let history = changeDraft(beginDraft(named("a")), named("b"), 10_000);
  history = changeDraft(undoDraft(history), named("c"), 10_010);
  expect(undoDraft(history).present.name).toBe("a");
});

test("the order of keys is no change", () => {
  const one = { name: "a", condition: { attribute: "plan", is: "pro" } };
  const same = { name: "a", condition: { is: "pro", attribute: "plan" } };
  expect(isChanged(one, same)).toBe(false);
  expect(isChanged(one, named("a"))).toBe(true);
});
