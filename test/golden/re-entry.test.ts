import { golden, send, type When } from "./scenario.ts";

const steps = { a: send("a") };
const go = (at: string, id?: string): When => [at, { event: "go", ...(id && { id }) }];
const mailAt = (at: string) => [`${at} completed (end)`, `${at} mail a`];

golden([
  {
    title: "never: once in a life",
    given: { steps },
    when: [go("2026-03-02 12:00"), go("2026-04-02 12:00")],
    expect: [...mailAt("2026-03-02 12:00"), "2026-04-02 12:00 not entered (only once)"],
  },
  {
    title: "after the exit: again at once",
    given: { reentry: "after-exit", steps },
    when: [go("2026-03-02 12:00"), go("2026-03-02 12:01")],
    expect: [...mailAt("2026-03-02 12:00"), ...mailAt("2026-03-02 12:01")],
  },
  {
    title: "after a cool-down: too early is refused, its end is not",
    given: { reentry: { afterExit: "P30D" }, steps },
    when: [go("2026-03-02 12:00"), go("2026-03-20 12:00"), go("2026-04-01 12:00")],
    expect: [
      ...mailAt("2026-03-02 12:00"),
      "2026-03-20 12:00 not entered (not again before 2026-04-01T12:00:00.000Z)",
      ...mailAt("2026-04-01 12:00"),
    ],
  },
  {
    title: "a sequence that sets itself off is stopped by the loop guard",
    given: {
      reentry: "after-exit",
      enter: [{ event: "go" }],
      steps: {
        w: { kind: "wait", for: "PT1H", next: "e" },
        e: { kind: "emit", event: "go", next: null },
      },
    },
    when: [go("2026-03-02 12:00")],
    expect: [
      ...Array.from({ length: 10 }, (_, i) => 13 + i).flatMap((hour) => [
        `2026-03-02 ${hour}:00 emitted (go)`,
        `2026-03-02 ${hour}:00 completed (end)`,
      ]),
      "2026-03-02 23:00 loop-guard (10 sequences in a row)",
      "2026-03-02 23:00 completed (end)",
    ],
  },
]);
