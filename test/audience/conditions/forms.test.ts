import { expect, test } from "vitest";
import { Condition, evaluate, matches } from "#shared/audience/conditions/index.ts";
import { ada, bob, NOW } from "./person.ts";

/** A condition, and whether it holds for Ada. */
type Row = [condition: object, expected: boolean];

function check([condition, expected]: Row, facts = ada): void {
  const parsed = Condition.parse(condition);
  expect(matches(parsed, facts, NOW)).toBe(expected);
  expect(evaluate(parsed, facts, NOW).matches).toBe(expected);
}

const VALUES: Row[] = [
  [{ attribute: "plan", is: "pro" }, true],
  [{ attribute: "plan", isNot: "pro" }, false],
  [{ attribute: "happy", is: true }, true],
  [{ attribute: "nothing", is: null }, true],
  [{ attribute: "nothing", isNot: "pro" }, true],
  [{ attribute: "nothing", exists: true }, false],
  [{ attribute: "nothing", lt: 5 }, false],
  [{ attribute: "age", gt: 18, lt: 40 }, true],
  [{ attribute: "age", gt: 30 }, false],
  [{ attribute: "age", gte: 30, lte: 30 }, true],
  [{ attribute: "age", gt: "18" }, false],
  [{ attribute: "age", is: "30" }, false],
  [{ attribute: "tags", contains: "b" }, true],
  [{ attribute: "plan", contains: "pr" }, true],
  [{ attribute: "age", contains: "3" }, false],
  [{ attribute: "plan", in: ["free", "pro"] }, true],
  [{ attribute: "joined", gte: "2026-01-01" }, true],
  [{ attribute: "plan", notIn: ["free", "team"] }, true],
  [{ attribute: "plan", notIn: ["free", "pro"] }, false],
  [{ attribute: "plan", notIn: ["Pro"] }, true],
  [{ attribute: "nothing", notIn: ["pro"] }, true],
  [{ attribute: "plan", startsWith: "pr" }, true],
  [{ attribute: "plan", startsWith: "ro" }, false],
  [{ attribute: "plan", endsWith: "ro" }, true],
  [{ attribute: "plan", startsWith: "Pr" }, false],
  [{ attribute: "tags", startsWith: "a" }, false],
  [{ attribute: "nothing", startsWith: "" }, false],
  [{ attribute: "plan", is: "PRO", ignoreCase: true }, true],
  [{ attribute: "plan", isNot: "PRO", ignoreCase: true }, false],
  [{ attribute: "plan", is: "PRO", ignoreCase: false }, false],
  [{ attribute: "plan", in: ["FREE", "PRO"], ignoreCase: true }, true],
  [{ attribute: "plan", notIn: ["FREE", "PRO"], ignoreCase: true }, false],
  [{ attribute: "plan", contains: "R", ignoreCase: true }, true],
  [{ attribute: "plan", startsWith: "PR", endsWith: "O", ignoreCase: true }, true],
  [{ attribute: "tags", contains: "B", ignoreCase: true }, true],
  [{ attribute: "age", is: 30, ignoreCase: true }, true],
  [{ attribute: "nothing", is: null, ignoreCase: true }, true],
  // Texts keep their order by code: in lower case "pro" would be below "Q".
  [{ attribute: "plan", lt: "Q", ignoreCase: true }, false],
  [{ attribute: "city", is: "ÉVRY", ignoreCase: true }, true],
];
test.each(VALUES)("of a value, %j holds: %s", (...row) => check(row));

const FIELDS: Row[] = [
  [{ field: "email", endsWith: "@EXAMPLE.com", ignoreCase: true }, true],
  [{ field: "locale", startsWith: "en" }, true],
  [{ field: "locale", in: ["de", "fr"] }, false],
  [{ field: "timeZone", is: "America/New_York" }, true],
  [{ field: "createdAt", ago: { gte: "P10D" } }, true],
  [{ field: "createdAt", ago: { lte: "P9D" } }, false],
  [{ field: "createdAt", lt: "2026-03" }, true],
  // An attribute of that name is something else.
  [{ attribute: "email", exists: true }, false],
  [{ attribute: "locale", is: null }, true],
];
test.each(FIELDS)("of what every contact has, %j holds: %s", (...row) => check(row));

const DATES: Row[] = [
  [{ attribute: "trial_ends", ahead: { lte: "P7D" } }, true],
  [{ attribute: "trial_ends", ahead: { gte: "P1D", lte: "P2D" } }, false],
  [{ attribute: "trial_ends", ahead: { gte: "P3D" } }, false],
  [{ attribute: "trial_ends", ago: { gte: "PT0S" } }, false],
  // Midnight in New York is five in the morning in Greenwich: 65 hours away.
  [{ attribute: "trial_ends", ahead: { gte: "PT65H", lte: "PT65H" } }, true],
  [{ attribute: "last_order_at", ago: { gte: "P10D" } }, true],
  [{ attribute: "last_order_at", ago: { gte: "P10DT1S" } }, false],
  [{ attribute: "last_order_at", ahead: { gte: "PT0S" } }, false],
  [{ attribute: "renews_at", ahead: { gte: "PT1H", lte: "PT1H" } }, true],
  [{ attribute: "renews_at", ahead: { lte: "P1D" }, isNot: null }, true],
  [{ attribute: "renews_at", ahead: { lte: "P1D" }, lt: "2026" }, false],
  [{ attribute: "someday", ahead: { gte: "PT0S" } }, false],
  [{ attribute: "no_day", ago: { gte: "PT0S" } }, false],
  // Ten o'clock in New York, where they are, is three in Greenwich: 75 hours away.
  [{ attribute: "floating", ahead: { gte: "PT75H", lte: "PT75H" } }, true],
  [{ attribute: "trial_ends", ahead: { lte: "P1M" } }, true],
  [{ attribute: "last_order_at", ago: { gte: "P1M" } }, false],
  // The clocks of New York go forward on the eighth: there is no 25th hour in a day of the
  // calendar.
  [{ attribute: "in_spring", ahead: { lte: "P7D" } }, true],
  [{ attribute: "in_spring", ahead: { gte: "PT167H", lte: "PT167H" } }, true],
  [{ attribute: "in_spring", ahead: { gte: "P7D" } }, true],
  [{ attribute: "age", ago: { gte: "PT0S" } }, false],
  [{ attribute: "nothing", ago: { gte: "PT0S" } }, false],
];
test.each(DATES)("of a date, %j holds: %s", (...row) => check(row));

const EVENTS: Row[] = [
  [{ event: "bought" }, true],
  [{ event: "bought", did: false }, false],
  [{ event: "sold" }, false],
  [{ event: "sold", did: false }, true],
  [{ event: "bought", count: { gte: 3 } }, true],
  [{ event: "bought", count: { gte: 3 }, within: "P30D" }, false],
  [{ event: "bought", count: { lte: 2 }, within: "P30D" }, true],
  [{ event: "bought", count: { gte: 3 }, within: "P40D" }, true],
  [{ event: "bought", count: { gte: 2, lte: 2 } }, false],
  [{ event: "bought", count: { gte: 2, lte: 2 }, did: false }, true],
  [{ event: "sold", count: { lte: 0 } }, true],
  [{ event: "bought", where: { total: { gt: 20 } }, count: { gte: 2, lte: 2 } }, true],
  [{ event: "bought", where: { sku: { is: "a" }, gift: { exists: false } } }, true],
  [{ event: "bought", where: { sku: { is: "c" } } }, false],
  [{ event: "visited", count: { gte: 2 } }, false],
  [{ event: "clicked", count: { gte: 1000 } }, true],
  [{ event: "clicked", count: { lte: 999 } }, false],
  [{ event: "bought", last: { ago: { lte: "P1D" } } }, true],
  [{ event: "bought", last: { ago: { gte: "P2D" } } }, false],
  [{ event: "bought", first: { ago: { gte: "P40D" } } }, true],
  [{ event: "bought", first: { ago: { gte: "P40D" } }, within: "P30D" }, false],
  [{ event: "bought", first: { ago: { gte: "P40D" } }, where: { total: { gt: 20 } } }, false],
  [{ event: "bought", first: { ago: { gte: "P1D" } }, count: { gte: 4 } }, false],
  [{ event: "sold", last: { ago: { gte: "PT0S" } } }, false],
  [{ event: "bought", sum: { field: "total", is: 90 } }, true],
  [{ event: "bought", sum: { field: "total", is: 80 }, within: "P30D" }, true],
  [{ event: "bought", avg: { field: "total", is: 30 } }, true],
  [{ event: "bought", min: { field: "total", gte: 10, lt: 11 } }, true],
  [{ event: "bought", max: { field: "total", gt: 50 } }, false],
  [{ event: "bought", max: { field: "total", is: 30 }, where: { sku: { is: "a" } } }, true],
  [{ event: "bought", sum: { field: "total", gt: 1 }, avg: { field: "total", gt: 99 } }, false],
  [{ event: "sold", sum: { field: "total", is: 0 } }, true],
  [{ event: "sold", sum: { field: "total", lte: 5 }, did: true }, false],
  [{ event: "sold", avg: { field: "total", isNot: 1 } }, false],
  [{ event: "sold", max: { field: "total", lt: 1 } }, false],
  [{ event: "worded", sum: { field: "total", is: 0 } }, true],
  [{ event: "worded", min: { field: "total", lte: 50 } }, false],
];
test.each(EVENTS)("of events, %j holds: %s", (...row) => check(row));

const OTHERS: [...Row, forBob: boolean][] = [
  [{ segment: "vip" }, true, false],
  [{ segment: "vip", is: true }, true, false],
  [{ segment: "vip", is: false }, false, true],
  [{ subscribed: true }, true, false],
  [{ subscribed: false }, false, true],
  [{ suppressed: true }, false, true],
  [{ suppressed: false }, true, false],
  [{ topic: "all" }, true, false],
  [{ topic: "all", is: false }, false, true],
  [{ all: [{ subscribed: true }, { segment: "vip" }] }, true, false],
  [{ all: [{ subscribed: true }, { segment: "new" }] }, false, false],
  [{ any: [{ subscribed: true }, { segment: "new" }] }, true, false],
  [{ none: [{ suppressed: true }, { segment: "new" }] }, true, false],
  [{ none: [{ any: [{ none: [{ subscribed: true }] }] }] }, true, false],
];
test.each(OTHERS)("of segments, consent and groups, %j holds: %s", (condition, forAda, forBob) => {
  check([condition, forAda]);
  check([condition, forBob], bob);
});

const HOSTILE: Row[] = [
  [{ attribute: "constructor", exists: true }, false],
  [{ attribute: "__proto__", exists: true }, false],
  [{ attribute: "hasOwnProperty", is: null }, true],
  [{ event: "constructor" }, false],
  [{ event: "__proto__", did: false }, true],
  [{ event: "bought", where: { toString: { exists: true } } }, false],
  [{ event: "bought", where: { constructor: { is: null } } }, true],
  [{ event: "bought", sum: { field: "valueOf", is: 0 } }, true],
  [{ segment: "constructor" }, false],
];
test.each(HOSTILE)("of names that every object has, %j holds: %s", (...row) => check(row));
