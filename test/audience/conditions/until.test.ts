import { expect, test } from "vitest";
import { Condition, evaluate } from "#shared/audience/conditions/index.ts";
import { ada, NOW } from "./person.ts";

/** A condition, and when Ada's answer may change. */
const ROWS: [condition: object, until: string | undefined][] = [
  [{ attribute: "plan", is: "pro" }, undefined],
  [{ segment: "vip" }, undefined],
  // Events are kept for 400 days, and none counts for longer.
  [{ event: "bought" }, "2027-04-05T12:00:00.001Z"],
  [{ event: "bought", within: "P7D" }, "2026-03-08T12:00:00.001Z"],
  [{ event: "bought", within: "P7D", did: false }, "2026-03-08T12:00:00.001Z"],
  // It takes one purchase, and the newest stays longest; of two, the older leaves first.
  [{ event: "bought", within: "P20D" }, "2026-03-21T12:00:00.001Z"],
  [{ event: "bought", within: "P20D", count: { gte: 2 } }, "2026-03-12T12:00:00.001Z"],
  [{ event: "bought", within: "P20D", count: { lte: 1 } }, "2026-03-12T12:00:00.001Z"],
  [{ event: "bought", within: "P20D", count: { lte: 2 } }, undefined],
  [{ event: "bought", within: "PT1H" }, undefined],
  [{ event: "visited" }, "2027-04-06T10:00:00.001Z"],
  [{ event: "visited", count: { gte: 2 } }, "2026-03-02T12:20:00.000Z"],
  [{ event: "visited", within: "PT1H" }, "2026-03-02T12:20:00.000Z"],
  [{ event: "bought", last: { ago: { gte: "P3D" } } }, "2026-03-04T12:00:00.000Z"],
  [{ event: "bought", last: { ago: { lte: "P3D" } } }, "2026-03-04T12:00:00.001Z"],
  [{ event: "bought", sum: { field: "total", gt: 1 }, within: "P30D" }, "2026-03-22T12:00:00.001Z"],
  [{ attribute: "trial_ends", ahead: { lte: "P1D" } }, "2026-03-04T05:00:00.000Z"],
  [{ attribute: "trial_ends", ahead: { lte: "P7D" } }, "2026-03-05T05:00:00.001Z"],
  [{ attribute: "trial_ends", ago: { gte: "PT1H" } }, "2026-03-05T06:00:00.000Z"],
  [{ attribute: "trial_ends", ahead: { lte: "P1D" }, is: "2026" }, undefined],
  [{ attribute: "last_order_at", ago: { gte: "P1D" } }, undefined],
  [{ attribute: "last_order_at", ago: { lte: "P1D" } }, undefined],
  // What is certain needs no look at what is not.
  [{ all: [{ segment: "new" }, { event: "bought", within: "P7D" }] }, undefined],
  [{ any: [{ segment: "vip" }, { event: "bought", within: "P7D" }] }, undefined],
  [
    {
      all: [
        { event: "bought", within: "P7D" },
        { attribute: "trial_ends", ahead: { lte: "P7D" } },
      ],
    },
    "2026-03-05T05:00:00.001Z",
  ],
  [
    {
      any: [
        { event: "bought", within: "P7D" },
        { attribute: "trial_ends", ahead: { lte: "P7D" } },
      ],
    },
    "2026-03-08T12:00:00.001Z",
  ],
];
test.each(ROWS)("the answer to %j stands until %s", (condition, until) => {
  const found = evaluate(Condition.parse(condition), ada, NOW).until;
  expect(found === undefined ? found : new Date(found).toISOString()).toBe(until);
});
