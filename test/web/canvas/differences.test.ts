import { expect, test } from "vitest";
import { describeDifference } from "../../../web/src/canvas/describe-difference.ts";
import { differencesOf } from "../../../web/src/canvas/differences.ts";
import { texts } from "../../../web/src/text/en/versions.ts";
import { english as words } from "./words.ts";

const said = (before: unknown, after: unknown, path: string[] = []) =>
  differencesOf(before, after, path).map((one) => {
    const { field, before: was, after: becomes } = describeDifference(one, words, texts);
    return `${field}: ${was} → ${becomes}`;
  });

test("equal values differ in nothing, whatever the order of their keys", () => {
  expect(differencesOf({ a: 1, b: [{ c: 2 }] }, { b: [{ c: 2 }], a: 1 })).toEqual([]);
});

test("the smallest fields that differ are named, with what they were and become", () => {
  const before = { kind: "wait", for: "P1D", next: "a" };
  expect(said(before, { kind: "wait", for: "P2D", next: null })).toEqual([
    "Duration: 1 day → 2 days",
    "Leads to: a → end",
  ]);
  expect(said({ offset: "P1D" }, { offset: "-P7D" })).toEqual(["Offset: 1 day → −7 days"]);
});

test("a condition is said as a whole, and the case it stands in by its number", () => {
  const cases = (is: string) => ({ cases: [{ when: { attribute: "plan", is }, next: "a" }] });
  expect(said(cases("pro"), cases("team"))).toEqual([
    "Case · 1 · Condition: plan is “pro” → plan is “team”",
  ]);
});

test("triggers and exits that come or go are said as on the canvas", () => {
  expect(said([], [{ event: "ordered" }], ["exit"])).toEqual(["Exit · 1: nothing → On “ordered”"]);
});

test("a field without a name of ours keeps its own; long texts are cut", () => {
  const [line] = said({ __proto__x: "" }, { __proto__x: "x".repeat(10_000) });
  expect(line).toMatch(/^__proto__x: {2}→ x{159}…$/);
});
