import { golden, send } from "./scenario.ts";

const entered = (enter: object, more: object = {}) => ({
  ...{ enter: [enter], steps: { a: send("a") }, ...more },
});
const mailAt = (at: string) => [`${at} completed (end)`, `${at} mail a`];
const PRO = { pro: { attribute: "plan", is: "pro" } };

golden([
  {
    title: "a contact who enters a segment starts a run",
    given: entered({ segment: "pro" }),
    segments: PRO,
    when: [
      ["2026-03-02 12:00", { attributes: { plan: "free" } }],
      ["2026-03-03 12:00", { attributes: { plan: "pro" } }],
    ],
    expect: mailAt("2026-03-03 12:00"),
  },
  {
    title: "a contact who leaves a segment starts a run",
    given: entered({ segment: "pro", when: "left" }),
    segments: PRO,
    person: { attributes: { plan: "pro" } },
    when: [
      ["2026-03-02 12:00", { event: "x" }],
      ["2026-03-03 12:00", { attributes: { plan: "free" } }],
    ],
    expect: mailAt("2026-03-03 12:00"),
  },
  {
    title: "an imported contact who is in the segment already does not enter",
    given: entered({ segment: "pro" }),
    segments: PRO,
    person: { attributes: { plan: "pro" }, existing: Date.parse("2026-01-01T00:00:00Z") },
    when: [["2026-03-02 12:00", { event: "x" }]],
    expect: [],
  },
  {
    title: "a segment that time empties is left by itself",
    given: entered({ segment: "active", when: "left" }),
    segments: { active: { event: "seen", within: "P7D" } },
    when: [["2026-03-02 12:00", { event: "seen" }]],
    // Seven days after is still within; a millisecond later is not.
    expect: mailAt("2026-03-09 12:00"),
  },
  {
    title: "an attribute that changes from one value to another",
    given: entered({ attribute: "plan", from: { is: "free" }, to: { is: "pro" } }),
    person: { attributes: { plan: "free" } },
    when: [
      ["2026-03-02 12:00", { attributes: { plan: "pro" } }],
      ["2026-03-02 13:00", { attributes: { plan: "pro" } }],
    ],
    expect: mailAt("2026-03-02 12:00"),
  },
  {
    title: "an attribute that changes from another value starts no run",
    given: entered({ attribute: "plan", from: { is: "free" } }),
    person: { attributes: { plan: "trial" } },
    when: [["2026-03-02 12:00", { attributes: { plan: "pro" } }]],
    expect: [],
  },
  {
    title: "three days before a date, by the contact's clock",
    given: entered({ date: "renews", offset: "-P3D", time: "09:00" }),
    person: { timeZone: "Europe/Berlin" },
    when: [["2026-03-02 12:00", { attributes: { renews: "2026-03-20" } }]],
    expect: mailAt("2026-03-17 09:00"),
  },
  {
    title: "a date that was over when it was set starts no run",
    given: entered({ date: "renews" }),
    when: [["2026-03-02 12:00", { attributes: { renews: "2026-03-01" } }]],
    expect: [],
  },
  {
    title: "a date that is moved starts a run on the new day alone",
    given: entered({ date: "renews" }),
    when: [
      ["2026-03-02 12:00", { attributes: { renews: "2026-03-10" } }],
      ["2026-03-05 12:00", { attributes: { renews: "2026-03-12" } }],
    ],
    expect: mailAt("2026-03-12 00:00"),
  },
  {
    title: "a date of every new year, with re-entry",
    given: entered({ date: "renews" }, { reentry: "after-exit" }),
    when: [
      ["2026-03-02 12:00", { attributes: { renews: "2026-03-10" } }],
      ["2026-03-11 12:00", { attributes: { renews: "2027-03-10" } }],
    ],
    expect: [...mailAt("2026-03-10 00:00"), ...mailAt("2027-03-10 00:00")],
  },
  {
    title: "a schedule starts runs for the contacts of its segment",
    given: entered({ schedule: "0 9 * * MON", segment: "pro" }),
    segments: PRO,
    when: [["2026-03-03 12:00", { attributes: { plan: "pro" } }]],
    until: "2026-03-20 00:00",
    expect: [...mailAt("2026-03-09 09:00"), "2026-03-16 09:00 not entered (only once)"],
  },
  {
    title: "a click in a campaign",
    given: entered({ click: "spring", link: "https://example.com/offer" }),
    when: [
      ["2026-03-02 12:00", { event: "message.clicked", data: { campaign: "autumn" } }],
      [
        "2026-03-02 13:00",
        {
          event: "message.clicked",
          data: { campaign: "spring", link: "https://example.com/offer" },
        },
      ],
    ],
    expect: mailAt("2026-03-02 13:00"),
  },
]);
