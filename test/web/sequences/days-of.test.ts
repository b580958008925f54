import { expect, test } from "vitest";
import { daysOf } from "../../../web/src/pages/sequences/backtest/days-of.ts";

test("each day of the span is there, with or without mail", () => {
  const counts = { "2026-02-28": 2, "2026-03-02": 1 };
  expect(daysOf(counts, "2026-02-27T00:00:00.000Z", "2026-03-02T00:00:00.000Z")).toEqual([
    { day: "2026-02-27", value: 0 },
    { day: "2026-02-28", value: 2 },
    { day: "2026-03-01", value: 0 },
    { day: "2026-03-02", value: 1 },
  ]);
  expect(daysOf({}, "2020-01-01T00:00:00.000Z", "2026-03-01T00:00:00.000Z")).toHaveLength(400);
});
