import { golden, send, type When } from "./scenario.ts";

const until = (rule: object, more: object = {}) => ({
  steps: { w: { kind: "wait", until: rule, next: "a", ...more }, a: send("a") },
});
const entered = (enter: object, more: object = {}) => ({
  ...{ enter: [enter], steps: { a: send("a") }, ...more },
});
const go = (at: string): When => [at, { event: "go" }];
const mailAt = (at: string) => [`${at} completed (end)`, `${at} mail a`];
const BERLIN = "Europe/Berlin";
/** The clocks of Berlin go forward on the 29th of March 2026, and back on the 25th of October. */
const EASTER = { timeZone: BERLIN, attributes: { renews: "2026-04-01" } };

golden([
  {
    title: "a week before a date, at nine, over the clocks going forward is at nine",
    given: until({ attribute: "renews", offset: "-P7D", time: "09:00" }),
    person: EASTER,
    when: [go("2026-03-02 12:00")],
    expect: mailAt("2026-03-25 09:00"),
  },
  {
    title: "a week before a date without a time is at midnight, over either change of the clocks",
    given: until({ attribute: "renews", offset: "-P1W" }),
    person: { timeZone: BERLIN, attributes: { renews: "2026-10-28" } },
    when: [go("2026-10-02 12:00")],
    expect: mailAt("2026-10-21 00:00"),
  },
  {
    title: "two days after an instant are at the same time of day",
    given: until({ attribute: "renews", offset: "P2D" }),
    person: { timeZone: BERLIN, attributes: { renews: "2026-03-27T10:30:00Z" } },
    when: [go("2026-03-02 12:00")],
    expect: mailAt("2026-03-29 11:30"),
  },
  {
    title: "forty-eight hours before a date are forty-eight hours",
    given: until({ attribute: "renews", offset: "-PT48H" }),
    person: { timeZone: BERLIN, attributes: { renews: "2026-03-30" } },
    when: [go("2026-03-02 12:00")],
    expect: mailAt("2026-03-27 23:00"),
  },
  {
    title: "a date starts a run a week before it at nine, over the clocks going forward",
    given: entered({ date: "renews", offset: "-P7D", time: "09:00" }),
    person: { timeZone: BERLIN },
    when: [["2026-03-02 12:00", { attributes: { renews: "2026-04-01" } }]],
    expect: mailAt("2026-03-25 09:00"),
  },
  {
    title: "a date starts a run a month and a day before it at nine, over the clocks going back",
    given: entered({ date: "renews", offset: "-P1M1D", time: "09:00" }),
    person: { timeZone: "America/New_York" },
    when: [["2026-09-02 12:00", { attributes: { renews: "2026-11-15" } }]],
    expect: mailAt("2026-10-14 09:00"),
  },
  {
    title: "a date-time without an offset is meant by the contact's clock: it starts a run",
    given: entered({ date: "renews", offset: "-P1D" }),
    person: { timeZone: "America/New_York" },
    when: [["2026-03-02 12:00", { attributes: { renews: "2026-03-20T08:15:00" } }]],
    expect: mailAt("2026-03-19 08:15"),
  },
  {
    title: "a date-time without an offset is meant by the contact's clock: it is waited for",
    given: until({ attribute: "renews" }),
    person: { timeZone: "Asia/Tokyo", attributes: { renews: "2026-03-20T08:15:00" } },
    when: [go("2026-03-02 12:00")],
    expect: mailAt("2026-03-20 08:15"),
  },
  {
    title:
      "a date-time without an offset is meant by the contact's clock: conditions count from it",
    given: {
      steps: {
        w: {
          ...{ kind: "waitFor", condition: { attribute: "renews", ahead: { lte: "P1D" } } },
          ...{ timeout: "P60D", next: "a", otherwise: null },
        },
        a: send("a"),
      },
    },
    person: { timeZone: "Asia/Tokyo", attributes: { renews: "2026-03-20T08:15:00" } },
    when: [go("2026-03-02 12:00")],
    expect: mailAt("2026-03-19 08:15"),
  },
  {
    title: "a condition asks for days and months of the calendar, over a change of the clocks",
    given: {
      steps: {
        w: {
          ...{ kind: "waitFor", condition: { attribute: "renews", ahead: { lte: "P1M" } } },
          ...{ timeout: "P200D", next: "a", otherwise: null },
        },
        a: send("a"),
      },
    },
    person: { timeZone: BERLIN, attributes: { renews: "2026-04-15T09:00:00" } },
    when: [go("2026-01-02 12:00")],
    expect: mailAt("2026-03-15 09:00"),
  },
]);
