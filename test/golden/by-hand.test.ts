import { golden, send, type When, wait } from "./scenario.ts";

const enrolled = (at: string, data: Record<string, unknown> = {}): When => [at, { enrolled: data }];
const byHand = { enter: [{ api: true }] };

golden([
  {
    title: "by hand: a sequence without that way in starts no run, and says so",
    given: { steps: { a: send("a") } },
    when: [enrolled("2026-03-02 12:00")],
    expect: [
      '2026-03-02 12:00 not entered (this sequence can not be entered by hand: put {"api": true} into its "enter")',
    ],
  },
  {
    title: "by hand: who is inside does not come in again",
    given: { ...byHand, steps: { rest: wait("P1D", "a"), a: send("a") } },
    when: [enrolled("2026-03-02 12:00"), enrolled("2026-03-02 18:00")],
    expect: [
      "2026-03-02 18:00 not entered (already inside)",
      "2026-03-03 12:00 completed (end)",
      "2026-03-03 12:00 mail a",
    ],
  },
  {
    title: "by hand: with never, who was inside does not come in again",
    given: { ...byHand, steps: { a: send("a") } },
    when: [enrolled("2026-03-02 12:00"), enrolled("2026-05-02 12:00")],
    expect: [
      "2026-03-02 12:00 completed (end)",
      "2026-03-02 12:00 mail a",
      "2026-05-02 12:00 not entered (only once)",
    ],
  },
  {
    title: "by hand: one run for each key of the data",
    given: { ...byHand, reentry: { perKey: "order" }, steps: { a: send("a") } },
    when: [
      enrolled("2026-03-02 12:00", { order: "1" }),
      enrolled("2026-03-02 13:00", { order: "1" }),
      enrolled("2026-03-02 14:00", { order: "2" }),
    ],
    expect: [
      '2026-03-02 12:00 completed (end) ["1"]',
      '2026-03-02 12:00 mail a ["1"]',
      "2026-03-02 13:00 not entered (only once)",
      '2026-03-02 14:00 completed (end) ["2"]',
      '2026-03-02 14:00 mail a ["2"]',
    ],
  },
  {
    title: "by hand: without a key no run starts, and the reason is told",
    given: { ...byHand, reentry: { perKey: "order" }, steps: { a: send("a") } },
    when: [enrolled("2026-03-02 12:00", { other: "1" })],
    expect: [
      '2026-03-02 12:00 not entered (there is one run for each "order", and `data` has no usable one)',
    ],
  },
]);
