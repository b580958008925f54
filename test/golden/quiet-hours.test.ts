import { golden, send, type When, wait } from "./scenario.ts";

const under = (settings: object, steps: Record<string, object> = { a: send("a") }) => ({
  settings,
  steps,
});
const NIGHT = { quietHours: { from: "21:00", to: "08:00" } };
const go = (at: string): When => [at, { event: "go" }];
const mailAt = (at: string) => [`${at} completed (end)`, `${at} mail a`];
const held = (at: string, until: string) => `${at} hold until ${until} (outside send times)`;

golden([
  {
    title: "by day a mail goes at once",
    given: under(NIGHT),
    when: [go("2026-03-02 12:00")],
    expect: mailAt("2026-03-02 12:00"),
  },
  {
    title: "by night it waits until the morning",
    given: under(NIGHT),
    when: [go("2026-03-02 22:00")],
    expect: [held("2026-03-02 22:00", "2026-03-03 08:00"), ...mailAt("2026-03-03 08:00")],
  },
  {
    title: "after midnight it waits until the same morning, by the contact's clock",
    given: under(NIGHT),
    person: { timeZone: "Asia/Tokyo" },
    when: [go("2026-03-02 16:00")],
    expect: [held("2026-03-03 01:00", "2026-03-03 08:00"), ...mailAt("2026-03-03 08:00")],
  },
  {
    title: "the first minute of the quiet is quiet, the last is not",
    given: under(NIGHT, { a: send("b", "w"), w: wait("PT11H", "c"), c: send("a") }),
    when: [go("2026-03-02 21:00")],
    expect: [
      held("2026-03-02 21:00", "2026-03-03 08:00"),
      "2026-03-03 08:00 mail b",
      ...mailAt("2026-03-03 19:00"),
    ],
  },
  {
    title: "a window on weekdays leaves the weekend out",
    given: under({
      sendWindow: {
        weekdays: ["monday", "tuesday", "wednesday", "thursday", "friday"],
        from: "09:00",
        to: "17:00",
      },
    }),
    when: [go("2026-03-06 18:00")],
    expect: [held("2026-03-06 18:00", "2026-03-09 09:00"), ...mailAt("2026-03-09 09:00")],
  },
  {
    title: "a day off of every year is left out",
    given: under({ daysOff: ["12-25"] }),
    when: [go("2026-12-25 10:00")],
    expect: [held("2026-12-25 10:00", "2026-12-26 00:00"), ...mailAt("2026-12-26 00:00")],
  },
  {
    title: "a second mail over the cap waits until the first is a day old",
    given: under(
      { cap: { mails: 1, per: "P1D" } },
      { b: send("b", "w"), w: wait("PT1H", "a"), a: send("a") },
    ),
    when: [go("2026-03-02 12:00")],
    expect: [
      "2026-03-02 12:00 mail b",
      "2026-03-02 13:00 completed (end)",
      "2026-03-02 13:00 hold a until 2026-03-03 12:00 (cap)",
      "2026-03-03 12:00 mail a",
    ],
  },
  {
    title: "of two mails in a row the second is asked about again when the first has left",
    given: { steps: { b: send("b", "a"), a: send("a") } },
    when: [go("2026-03-02 12:00")],
    expect: [
      "2026-03-02 12:00 completed (end)",
      "2026-03-02 12:00 mail b",
      "2026-03-02 12:00 hold a until 2026-03-02 12:00 (order)",
      "2026-03-02 12:00 mail a",
    ],
  },
]);
