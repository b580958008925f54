import { golden, send, type When, wait } from "./scenario.ts";

const steps = { a: send("a", "w"), w: wait("P2D", "b"), b: send("b") };
const go: When = ["2026-03-02 12:00", { event: "go" }];
const A = "2026-03-02 12:00 mail a";
const END = ["2026-03-04 12:00 completed (end)", "2026-03-04 12:00 mail b"];

golden([
  {
    title: "an exit condition ends the run when it comes to hold",
    given: { exit: [{ attribute: "plan", is: "pro" }], steps },
    when: [go, ["2026-03-03 09:00", { attributes: { plan: "pro" } }]],
    expect: [A, "2026-03-03 09:00 exited (exit condition)"],
  },
  {
    title: "an exit condition that holds at the door lets no mail out",
    given: { exit: [{ attribute: "plan", is: "pro" }], steps },
    person: { attributes: { plan: "pro" } },
    when: [go],
    expect: ["2026-03-02 12:00 exited (exit condition)"],
  },
  {
    title: "an exit condition about time comes to hold by itself",
    given: { exit: [{ attribute: "trial_ends", ago: { gte: "P0D" } }], steps },
    person: { attributes: { trial_ends: "2026-03-03" } },
    when: [go],
    expect: [A, "2026-03-03 00:00 exited (exit condition)"],
  },
  {
    title: "an exit since entering sees neither the event that started the run nor those before",
    given: { exit: [{ event: "go", since: "entry" }], reentry: "after-exit", steps },
    when: [
      ["2026-03-02 11:00", { event: "other" }],
      go,
      ["2026-03-02 12:00", { event: "other" }],
      ["2026-03-03 09:00", { event: "go" }],
    ],
    expect: [
      A,
      "2026-03-03 09:00 not entered (not again before 2026-03-03T09:00:00.000Z)",
      "2026-03-03 09:00 exited (exit condition)",
    ],
  },
  {
    title: "a branch asks what a contact did since entering, and how often",
    given: {
      steps: {
        a: send("a", "w"),
        w: wait("P2D", "ask"),
        ask: {
          kind: "branch",
          cases: [
            { when: { event: "ordered", since: "entry", count: { gte: 2 } }, next: "b" },
            { when: { event: "ordered", since: "entry", within: "P1D" }, next: "late" },
          ],
          otherwise: "none",
        },
        b: send("b"),
        late: send("late"),
        none: send("none"),
      },
    },
    when: [
      ["2026-03-02 10:00", { event: "ordered" }],
      ["2026-03-02 11:00", { event: "ordered" }],
      go,
      ["2026-03-03 13:00", { event: "ordered" }],
    ],
    expect: [A, "2026-03-04 12:00 completed (end)", "2026-03-04 12:00 mail late"],
  },
  {
    title: "a change by an update step ends the run too",
    given: {
      exit: [{ attribute: "vip", is: true }],
      steps: { u: { kind: "update", set: { vip: true }, next: "a" }, a: send("a") },
    },
    when: [go],
    expect: [
      '2026-03-02 12:00 updated (vip) {"vip":true}',
      "2026-03-02 12:00 exited (exit condition)",
    ],
  },
  {
    title: "an exit step ends the run and the mail that has not begun",
    given: { steps: { a: send("a", "x"), x: { kind: "exit", reason: "enough" } } },
    when: [go],
    expect: ["2026-03-02 12:00 exited (enough)", "2026-03-02 12:00 drop a (exited)"],
  },
  {
    title: "an exit step after a wait finds the mail gone, and drops nothing",
    given: {
      steps: {
        a: send("a", "w"),
        w: { kind: "wait", for: "PT1M", next: "x" },
        x: { kind: "exit", reason: "enough" },
      },
    },
    when: [go],
    expect: [A, "2026-03-02 12:01 exited (enough)"],
  },
  {
    title: "a goal is counted, and the run goes on",
    given: { goal: { event: "bought" }, steps },
    when: [go, ["2026-03-03 09:00", { event: "bought" }]],
    expect: [A, "2026-03-03 09:00 goal (bought)", ...END],
  },
  {
    title: "a goal that ends the run",
    given: { goal: { event: "bought", exit: true }, steps },
    when: [go, ["2026-03-03 09:00", { event: "bought" }]],
    expect: [A, "2026-03-03 09:00 goal (bought)", "2026-03-03 09:00 exited (goal)"],
  },
  {
    title: "a goal counts after the run is over, within its time and once",
    given: { goal: { event: "bought", within: "P10D" }, steps },
    when: [
      go,
      ["2026-03-10 09:00", { event: "bought" }],
      ["2026-03-11 09:00", { event: "bought" }],
    ],
    expect: [A, ...END, "2026-03-10 09:00 goal (bought)"],
  },
  {
    title: "a goal too late is none",
    given: { goal: { event: "bought", within: "P10D" }, steps },
    when: [go, ["2026-03-12 12:01", { event: "bought" }]],
    expect: [A, ...END],
  },
  {
    title: "a held-out contact gets no mail, and its goal is counted",
    given: { holdout: 10, goal: { event: "bought" }, steps },
    choose: { holdout: true },
    when: [go, ["2026-03-03 09:00", { event: "bought" }]],
    expect: ["2026-03-02 12:00 held-out (go)", "2026-03-03 09:00 goal (bought)"],
  },
]);
