import { golden, send, type When, wait } from "./scenario.ts";

const at = (time: string, event: string, data = {}): When => [
  `2026-03-02 ${time}`,
  { event, data },
];
const waitFor = (event: string, next: string | null, otherwise: string | null = "nudge") => ({
  ...{ kind: "waitFor", event, timeout: "P1D", next, otherwise },
});
const welcome = { f: waitFor("paid", "praise"), praise: send("praise"), nudge: send("nudge") };
const NUDGED = ["2026-03-03 12:00 completed (end)", "2026-03-03 12:00 mail nudge"];
const PRAISED = ["2026-03-02 12:00 completed (end)", "2026-03-02 12:00 mail praise"];
const thanks = (when: string) => [`2026-03-02 ${when} completed (end)`];
const mailA = (when: string) => `2026-03-02 ${when} mail a`;

golden([
  {
    title: "what comes after the entering event at its very instant counts for a wait",
    given: { steps: welcome },
    when: [at("12:00", "go"), at("12:00", "paid")],
    expect: PRAISED,
  },
  {
    title: "what comes before it at that instant does not",
    given: { steps: welcome },
    when: [at("12:00", "paid"), at("12:00", "go")],
    expect: NUDGED,
  },
  {
    title: "the entering event does not end a wait for its like",
    given: { enter: [{ event: "paid" }], steps: welcome },
    when: [at("12:00", "paid")],
    expect: NUDGED,
  },
  {
    title: "one event ends one of two waits in a row",
    given: { steps: { ...welcome, f: waitFor("paid", "g"), g: waitFor("paid", "praise") } },
    when: [at("12:00", "go"), at("12:00", "paid")],
    expect: NUDGED,
  },
  {
    title: "two events end both",
    given: { steps: { ...welcome, f: waitFor("paid", "g"), g: waitFor("paid", "praise") } },
    when: [at("12:00", "go"), at("12:00", "paid"), at("12:00", "paid")],
    expect: PRAISED,
  },
  {
    title: "the entering event is not the goal, the next one is",
    given: {
      enter: [{ event: "ordered" }],
      goal: { event: "ordered", exit: true },
      steps: { w: wait("PT1H", "a"), a: send("a") },
    },
    when: [at("12:00", "ordered"), at("12:30", "ordered")],
    expect: [
      "2026-03-02 12:30 not entered (only once)",
      "2026-03-02 12:30 goal (ordered)",
      "2026-03-02 12:30 exited (goal)",
    ],
  },
  {
    title: "without another one the run comes to its end",
    given: {
      enter: [{ event: "ordered" }],
      goal: { event: "ordered", exit: true },
      steps: { w: wait("PT1H", "a"), a: send("a") },
    },
    when: [at("12:00", "ordered")],
    expect: [...thanks("13:00"), mailA("13:00")],
  },
  {
    title: "the entering event is no exit, the next one is",
    given: {
      enter: [{ event: "ordered" }],
      exit: [{ event: "ordered" }],
      steps: { w: wait("PT1H", "a"), a: send("a") },
    },
    when: [at("12:00", "ordered"), at("12:30", "ordered")],
    expect: [
      "2026-03-02 12:30 not entered (only once)",
      "2026-03-02 12:30 exited (exit condition)",
    ],
  },
  {
    title: "who enters by an order has not been without one, until its window is over",
    given: {
      enter: [{ event: "ordered" }],
      exit: [{ event: "ordered", did: false, within: "PT2H" }],
      steps: { w: wait("PT1H", "a"), a: send("a", "v"), v: wait("P1D", "b"), b: send("b") },
    },
    when: [at("12:00", "ordered")],
    expect: [mailA("13:00"), "2026-03-02 14:00 exited (exit condition)"],
  },
  {
    title: "an exit that counts leaves the entering event out",
    given: {
      enter: [{ event: "ordered" }],
      exit: [{ event: "ordered", count: { gte: 2 } }],
      steps: { w: wait("PT1H", "a"), a: send("a") },
    },
    when: [at("12:00", "ordered"), at("12:10", "ordered"), at("12:20", "ordered")],
    expect: [
      "2026-03-02 12:10 not entered (already inside)",
      "2026-03-02 12:20 not entered (only once)",
      "2026-03-02 12:20 exited (exit condition)",
    ],
  },
  {
    title: "three orders of one instant start three runs where each is over at once",
    given: { enter: [{ event: "ordered" }], reentry: "after-exit", steps: { a: send("a") } },
    when: [at("12:00", "ordered"), at("12:00", "ordered"), at("12:00", "ordered")],
    expect: [
      ...[...thanks("12:00"), ...thanks("12:00"), ...thanks("12:00")],
      ...[mailA("12:00"), mailA("12:00"), mailA("12:00")],
    ],
  },
  {
    title: "and once where the first run goes on",
    given: {
      enter: [{ event: "ordered" }],
      reentry: "after-exit",
      steps: { w: wait("PT1H", "a"), a: send("a") },
    },
    when: [at("12:00", "ordered"), at("12:00", "ordered"), at("12:30", "ordered")],
    expect: [
      "2026-03-02 12:00 not entered (already inside)",
      "2026-03-02 12:30 not entered (already inside)",
      ...thanks("13:00"),
      mailA("13:00"),
    ],
  },
  {
    title: "what ends a run does not start another, what comes after it at that instant does",
    given: {
      reentry: "after-exit",
      exit: [{ event: "paid", within: "PT1M" }],
      steps: { w: wait("PT1H", "a"), a: send("a") },
    },
    when: [at("12:00", "go"), at("12:30", "paid"), at("12:30", "go"), at("12:40", "go")],
    expect: [
      "2026-03-02 12:30 exited (exit condition)",
      "2026-03-02 12:30 exited (exit condition)",
      ...thanks("13:40"),
      mailA("13:40"),
    ],
  },
]);
