import { golden, send, type When } from "./scenario.ts";

const DATE = { attribute: "trial_ends", offset: "-P2D", time: "09:00" };
/** Waits around a date for the mail `due`; goes on to `missed` where it has a way on to it. */
const dated = (until: object, more: object = { otherwise: "m" }) => ({
  steps: {
    w: { kind: "wait", until, next: "d", ...more },
    d: send("due"),
    ...("otherwise" in more && more.otherwise !== null && { m: send("missed") }),
  },
});
const go = (at = "2026-03-02 12:00"): When => [at, { event: "go" }];
const mails = (at: string, name: string) => [`${at} completed (end)`, `${at} mail ${name}`];
const nothing = (at: string) => [`${at} completed (end)`];
const ends = (trial_ends: string | null) => ({ attributes: { trial_ends } });
const BERLIN = "Europe/Berlin";

golden([
  {
    title: "no date: it goes otherwise at once",
    given: dated(DATE),
    when: [go()],
    expect: mails("2026-03-02 12:00", "missed"),
  },
  {
    title: "no date and no way otherwise: the run ends there",
    given: dated(DATE, {}),
    when: [go()],
    expect: nothing("2026-03-02 12:00"),
  },
  {
    title: "what is no date is as none",
    given: dated(DATE),
    person: ends("in spring"),
    when: [go()],
    expect: mails("2026-03-02 12:00", "missed"),
  },
  {
    title: "a date to come whose reminder would have been due yesterday is over",
    given: dated(DATE),
    person: ends("2026-03-03"),
    when: [go()],
    expect: mails("2026-03-02 12:00", "missed"),
  },
  {
    title: "a date of the very instant at which the step is reached is reached",
    given: dated({ attribute: "trial_ends" }),
    person: ends("2026-03-02T12:00:00Z"),
    when: [go()],
    expect: mails("2026-03-02 12:00", "due"),
  },
  {
    title: "a date that is cleared in the middle: no reminder leaves",
    given: dated(DATE),
    person: ends("2026-03-20"),
    when: [go(), ["2026-03-05 12:00", ends(null)]],
    expect: mails("2026-03-05 12:00", "missed"),
  },
  {
    title: "a date that becomes unreadable in the middle: no reminder leaves",
    given: dated(DATE, {}),
    person: ends("2026-03-20"),
    when: [go(), ["2026-03-05 12:00", ends("20.03.2026")]],
    expect: nothing("2026-03-05 12:00"),
  },
  {
    title: "a date that is moved into the past in the middle: no reminder leaves",
    given: dated(DATE),
    person: ends("2026-03-20"),
    when: [go(), ["2026-03-10 12:00", ends("2026-03-05")]],
    expect: mails("2026-03-10 12:00", "missed"),
  },
  {
    title: "a date that is moved so near that its reminder was due this morning is over too",
    given: dated(DATE),
    person: ends("2026-03-20"),
    when: [go(), ["2026-03-10 12:00", ends("2026-03-12")]],
    expect: mails("2026-03-10 12:00", "missed"),
  },
  {
    title: "a date that is put forward, and still ahead, is waited for anew",
    given: dated(DATE),
    person: ends("2026-03-20"),
    when: [go(), ["2026-03-05 12:00", ends("2026-03-12")]],
    expect: mails("2026-03-10 09:00", "due"),
  },
  {
    title: "a date that was cleared and set again before anything was decided is waited for",
    given: dated(DATE),
    person: ends("2026-03-20"),
    when: [go(), ["2026-03-05 12:00", ends(null)], ["2026-03-05 12:00", ends("2026-03-25")]],
    expect: mails("2026-03-23 09:00", "due"),
  },
  {
    title: "who moves east past the hour has not missed it: the date itself did not move",
    given: dated(DATE),
    person: { timeZone: "America/New_York", ...ends("2026-03-20") },
    // Eight in New York is one in Berlin.
    when: [go(), ["2026-03-18 12:00", { timeZone: BERLIN }]],
    expect: mails("2026-03-18 13:00", "due"),
  },
  {
    title: "one wait after the other, of which the first is over already",
    given: {
      steps: {
        w: { kind: "wait", until: { ...DATE, offset: "-P7D" }, next: "d", otherwise: "w2" },
        d: send("week", "w2"),
        w2: { kind: "wait", until: DATE, next: "d2" },
        d2: send("days"),
      },
    },
    person: ends("2026-03-07"),
    when: [go()],
    expect: mails("2026-03-05 09:00", "days"),
  },
  {
    title: "two waits for the same instant: the second is reached with the first",
    given: {
      steps: {
        w: { kind: "wait", until: DATE, next: "d" },
        d: send("one", "w2"),
        w2: { kind: "wait", until: DATE, next: "d2" },
        d2: send("two"),
      },
    },
    person: ends("2026-03-20"),
    when: [go()],
    // It waits only until it is known that the first mail left.
    expect: ["2026-03-18 09:00 mail one", ...mails("2026-03-18 09:15", "two")],
  },
]);

const BIRTHDAY = { attribute: "born", time: "09:00", every: "year" };
const born = (date: string, timeZone = "UTC") => ({ attributes: { born: date }, timeZone });
const everyYear = (reentry: string) => ({
  ...{ enter: [{ date: "born", time: "09:00", every: "year" }], reentry },
  steps: { d: send("cake") },
});

golden([
  {
    title: "a birthday starts a run every year, by the contact's clock",
    given: everyYear("after-exit"),
    person: born("1985-06-15", BERLIN),
    when: [["2026-03-02 12:00", { event: "x" }]],
    expect: [...mails("2026-06-15 09:00", "cake"), ...mails("2027-06-15 09:00", "cake")],
  },
  {
    title: "who was born on the 29th of February has the 28th in other years",
    given: everyYear("after-exit"),
    person: born("1984-02-29", BERLIN),
    when: [["2027-01-02 12:00", { event: "x" }]],
    expect: [...mails("2027-02-28 09:00", "cake"), ...mails("2028-02-29 09:00", "cake")],
  },
  {
    title: "a birthday may lack its year",
    given: everyYear("never"),
    person: born("06-15"),
    when: [["2026-03-02 12:00", { event: "x" }]],
    expect: [...mails("2026-06-15 09:00", "cake"), "2027-06-15 09:00 not entered (only once)"],
  },
  {
    title: "a birthday is once a year, also for who flies west on it",
    given: everyYear("after-exit"),
    person: born("06-15", "Asia/Tokyo"),
    when: [
      ["2026-06-14 12:00", { event: "x" }],
      ["2026-06-15 08:00", { timeZone: "America/New_York" }],
    ],
    expect: mails("2026-06-15 09:00", "cake"),
    until: "2026-12-01 00:00",
  },
  {
    title: "a birthday that is waited for in a loop comes round once a year",
    given: {
      steps: {
        w: { kind: "wait", until: BIRTHDAY, next: "d", otherwise: null },
        d: send("due", "w"),
      },
    },
    person: born("1985-06-15", BERLIN),
    when: [go()],
    expect: ["2026-06-15 09:00 mail due", "2027-06-15 09:00 mail due"],
  },
  {
    title: "a birthday that is cleared is waited for no more",
    given: dated(BIRTHDAY),
    person: born("1985-06-15"),
    when: [go(), ["2026-04-01 12:00", { attributes: { born: null } }]],
    expect: mails("2026-04-01 12:00", "missed"),
  },
]);

const daily = (span: string, until: object, first: object) => ({
  steps: {
    w: { kind: "wait", until: first, next: "d" },
    d: send("due", "again"),
    again: { kind: "wait", for: span, until, next: "d" },
  },
});

golden([
  {
    title: "a day and nine o'clock is every day at nine, over a change of the clocks",
    given: daily("P1D", { time: "09:00" }, { time: "09:00" }),
    person: { timeZone: BERLIN },
    when: [go("2026-03-27 12:00")],
    until: "2026-03-31 12:00",
    expect: ["28", "29", "30", "31"].map((day) => `2026-03-${day} 09:00 mail due`),
  },
  {
    title: "a week and Monday is every Monday, over a change of the clocks",
    given: daily(
      "P7D",
      { time: "09:00", weekdays: ["monday"] },
      { time: "09:00", weekdays: ["monday"] },
    ),
    person: { timeZone: BERLIN },
    when: [go("2026-10-10 12:00")],
    until: "2026-11-03 12:00",
    expect: ["10-12", "10-19", "10-26", "11-02"].map((day) => `2026-${day} 09:00 mail due`),
  },
  {
    title: "a month and nine o'clock is the same day of every month",
    given: daily("P1M", { time: "09:00" }, { time: "09:00" }),
    person: { timeZone: BERLIN },
    when: [go("2026-01-30 12:00")],
    until: "2026-04-29 12:00",
    expect: ["01-31", "02-28", "03-28", "04-28"].map((day) => `2026-${day} 09:00 mail due`),
  },
  {
    title: "twenty-four hours and nine o'clock, over the clocks going forward, is a day more",
    given: daily("PT24H", { time: "09:00" }, { time: "09:00" }),
    person: { timeZone: BERLIN },
    when: [go("2026-03-27 12:00")],
    until: "2026-03-31 12:00",
    expect: ["28", "30", "31"].map((day) => `2026-03-${day} 09:00 mail due`),
  },
]);
