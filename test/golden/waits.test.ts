import { golden, send, type When, wait } from "./scenario.ts";

const until = (rule: object, more: object = {}) => ({
  steps: { w: { kind: "wait", until: rule, ...more, next: "a" }, a: send("a") },
});
const go = (at: string): When => [at, { event: "go" }];
const mailAt = (at: string) => [`${at} completed (end)`, `${at} mail a`];
const DATE = { attribute: "renews" };

golden([
  {
    title: "until a time: later on the same day",
    given: until({ time: "15:00" }),
    when: [go("2026-03-02 12:00")],
    expect: mailAt("2026-03-02 15:00"),
  },
  {
    title: "until a time that is now: the next day's",
    given: until({ time: "12:00" }),
    when: [go("2026-03-02 12:00")],
    expect: mailAt("2026-03-03 12:00"),
  },
  {
    title: "until a weekday and time",
    given: until({ time: "09:00", weekdays: ["thursday"] }),
    when: [go("2026-03-02 12:00")],
    expect: mailAt("2026-03-05 09:00"),
  },
  {
    title: "a duration, then a time",
    given: until({ time: "09:00" }, { for: "P2D" }),
    when: [go("2026-03-02 12:00")],
    expect: mailAt("2026-03-05 09:00"),
  },
  {
    title: "a month from the 31st ends with the shorter month",
    given: { steps: { w: wait("P1M", "a"), a: send("a") } },
    when: [go("2026-01-31 10:00")],
    expect: mailAt("2026-02-28 10:00"),
  },
  {
    title: "a month from the 31st, in a leap year",
    given: { steps: { w: wait("P1M", "a"), a: send("a") } },
    when: [go("2028-01-31 10:00")],
    expect: mailAt("2028-02-29 10:00"),
  },
  {
    title: "a year from a leap day is the 28th",
    given: { steps: { w: wait("P1Y", "a"), a: send("a") } },
    when: [go("2028-02-29 10:00")],
    expect: mailAt("2029-02-28 10:00"),
  },
  {
    title: "a week before a date, at a time",
    given: until({ ...DATE, offset: "-P7D", time: "09:00" }),
    person: { attributes: { renews: "2026-04-01" } },
    when: [go("2026-03-02 12:00")],
    expect: mailAt("2026-03-25 09:00"),
  },
  {
    title: "a date that is put off in the middle is waited for anew",
    given: until(DATE),
    person: { attributes: { renews: "2026-03-10" } },
    when: [go("2026-03-02 12:00"), ["2026-03-05 12:00", { attributes: { renews: "2026-03-20" } }]],
    expect: mailAt("2026-03-20 00:00"),
  },
]);
