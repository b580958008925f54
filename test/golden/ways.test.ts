import { golden, send, type When, wait } from "./scenario.ts";

const go: When = ["2026-03-02 12:00", { event: "go" }];
const mail = (name: string, at = "2026-03-02 12:00") => [
  `${at} completed (end)`,
  `${at} mail ${name}`,
];
const branch = {
  steps: {
    b: {
      kind: "branch",
      cases: [
        { when: { attribute: "plan", is: "pro" }, next: "pro" },
        { when: { attribute: "seats", gte: 10 }, next: "big" },
      ],
      otherwise: "free",
    },
    ...{ pro: send("pro"), big: send("big"), free: send("free") },
  },
};
const split = {
  steps: {
    s: { kind: "split", ways: [{ weight: 9, next: "a" }, { next: "b" }] },
    ...{ a: send("a"), b: send("b") },
  },
};
const experiment = {
  steps: {
    x: {
      kind: "experiment",
      variants: [
        { name: "short", next: "a" },
        { name: "long", next: "b" },
      ],
      metric: { event: "bought", within: "P7D" },
    },
    ...{ a: send("short"), b: send("long") },
  },
};

golden([
  {
    title: "the first case that holds is taken",
    given: branch,
    person: { attributes: { plan: "pro", seats: 50 } },
    when: [go],
    expect: mail("pro"),
  },
  {
    title: "the second case, where the first does not hold",
    given: branch,
    person: { attributes: { seats: 10 } },
    when: [go],
    expect: mail("big"),
  },
  { title: "no case holds: otherwise", given: branch, when: [go], expect: mail("free") },
  {
    title: "a split, first way",
    given: split,
    choose: { steps: { s: 1 } },
    when: [go],
    expect: mail("a"),
  },
  {
    title: "a split, second way",
    given: split,
    choose: { steps: { s: 2 } },
    when: [go],
    expect: mail("b"),
  },
  {
    title: "a variant converts",
    given: experiment,
    choose: { steps: { x: "long" } },
    when: [go, ["2026-03-03 12:00", { event: "bought" }]],
    expect: [...mail("long"), "2026-03-03 12:00 converted (bought)"],
  },
  {
    title: "the variant that has won is taken whatever the hash says",
    given: experiment,
    choose: { steps: { x: "short" } },
    winners: { x: "long" },
    when: [go],
    expect: mail("long"),
  },
  {
    title: "a loop goes round until its branch leads out",
    given: {
      steps: {
        b: {
          ...{ kind: "branch", otherwise: "a" },
          cases: [{ when: { event: "message.sent", count: { gte: 3 } }, next: null }],
        },
        a: send("again", "w"),
        w: wait("P1D", "b"),
      },
    },
    when: [go],
    expect: [
      "2026-03-02 12:00 mail again",
      "2026-03-03 12:00 mail again",
      "2026-03-04 12:00 mail again",
      "2026-03-05 12:00 completed (end)",
    ],
  },
]);
