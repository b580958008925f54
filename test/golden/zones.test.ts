import { golden, send, type When, wait } from "./scenario.ts";

const at9 = { w: { kind: "wait", until: { time: "09:00" }, next: "a" }, a: send("a") };
const at0230 = { w: { kind: "wait", until: { time: "02:30" }, next: "a" }, a: send("a") };
const go = (at: string): When => [at, { event: "go" }];
const mailAt = (at: string) => [`${at} completed (end)`, `${at} mail a`];

golden([
  {
    title: "nine o'clock is nine by the contact's clock",
    given: { steps: at9 },
    person: { timeZone: "America/New_York" },
    when: [go("2026-01-15 12:00")],
    expect: mailAt("2026-01-15 09:00"),
  },
  {
    title: "the sequence's own zone goes before the contact's",
    given: { settings: { zone: "UTC" }, steps: at9 },
    person: { timeZone: "America/New_York" },
    when: [go("2026-01-15 12:00")],
    // Told by the clocks of the sequence: it is four in New York.
    expect: mailAt("2026-01-16 09:00"),
  },
  {
    title: "a zone that is unknown is UTC",
    given: { steps: at9 },
    person: { timeZone: "Mars/Olympus" },
    when: [go("2026-01-15 12:00")],
    expect: mailAt("2026-01-16 09:00"),
  },
  {
    title: "a time that the clocks skip is their first after it",
    given: { steps: at0230 },
    person: { timeZone: "Europe/Berlin" },
    when: [go("2026-03-28 12:00")],
    expect: mailAt("2026-03-29 03:00"),
  },
  {
    title: "a time that comes twice is waited for once",
    given: { steps: at0230 },
    person: { timeZone: "Europe/Berlin" },
    when: [go("2026-10-24 12:00")],
    expect: mailAt("2026-10-25 02:30"),
  },
  {
    title: "a day is twenty-four hours, also over a change of the clocks",
    given: { steps: { w: wait("P1D", "a"), a: send("a") } },
    person: { timeZone: "Europe/Berlin" },
    when: [go("2026-03-28 11:00")],
    expect: mailAt("2026-03-29 13:00"),
  },
  {
    title: "a month over a change of the clocks ends at the same time of day",
    given: { steps: { w: wait("P1M", "a"), a: send("a") } },
    person: { timeZone: "Europe/Berlin" },
    when: [go("2026-03-28 11:00")],
    expect: mailAt("2026-04-28 12:00"),
  },
  {
    title: "a contact who changes zones midway is waited for in the new zone",
    given: { steps: at9 },
    person: { timeZone: "Europe/Berlin" },
    // Thirteen o'clock in Berlin; then New York, where it is 7:30.
    when: [go("2026-01-15 12:00"), ["2026-01-15 12:30", { timeZone: "America/New_York" }]],
    expect: mailAt("2026-01-15 09:00"),
  },
]);
