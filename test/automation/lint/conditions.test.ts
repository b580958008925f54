import { branch, lintFinds, of, send, wait } from "./definitions.ts";

const experiment = (event: string, steps: object) =>
  of({
    try: {
      kind: "experiment",
      variants: [
        { name: "a", next: "one" },
        { name: "b", next: "two" },
      ],
      metric: { event, within: "P7D" },
    },
    ...steps,
  });

const firstOf = (...events: object[]) =>
  of({
    hello: send("which"),
    which: {
      ...{ kind: "waitFor", timeout: "P1D", otherwise: null },
      events: events.map((one) => ({ ...one, next: null })),
    },
  });

lintFinds({
  "a step that no way leads to": {
    bad: of({ hello: send(null), alone: send(null) }),
    good: of({ hello: send("alone"), alone: send(null) }),
    finds: ["error unreachable-step /steps/alone"],
  },
  "a case that was asked before": {
    bad: branch({ attribute: "plan", is: "pro" }, { is: "pro", attribute: "plan" }),
    good: branch({ attribute: "plan", is: "pro" }, { attribute: "plan", is: "free" }),
    finds: ["warning dead-case /steps/plan/cases/1"],
  },
  "a case that an earlier one covers": {
    bad: branch(
      { any: [{ subscribed: true }, { segment: "vip" }] },
      { all: [{ topic: "all" }, { attribute: "plan", exists: true }] },
    ),
    good: branch(
      { all: [{ subscribed: true }, { segment: "vip" }] },
      { all: [{ topic: "all" }, { attribute: "plan", exists: true }] },
    ),
    finds: ["warning dead-case /steps/plan/cases/1"],
  },
  "cases that can not hold": {
    bad: branch(
      { attribute: "age", is: 3, gt: 5 },
      {
        all: [
          { attribute: "age", gt: 5 },
          { attribute: "age", lt: 3 },
        ],
      },
      {
        all: [
          { attribute: "plan", is: "pro" },
          { attribute: "plan", isNot: "pro" },
        ],
      },
      { all: [{ event: "bought" }, { event: "bought", did: false }] },
      { all: [{ segment: "vip" }, { none: [{ segment: "vip", is: true }] }] },
      { attribute: "plan", in: ["pro", "free"], notIn: ["free", "pro"] },
    ),
    good: branch(
      { attribute: "age", is: 6, gt: 5 },
      {
        all: [
          { attribute: "age", gt: 3 },
          { attribute: "age", lt: 5 },
        ],
      },
      {
        all: [
          { attribute: "plan", in: ["pro", "free"] },
          { attribute: "plan", isNot: "pro" },
        ],
      },
      { all: [{ event: "bought" }, { event: "bought", did: false, within: "P1D" }] },
      { all: [{ segment: "vip" }, { none: [{ subscribed: true }] }] },
      {
        all: [
          { attribute: "plan", is: "pro", ignoreCase: true },
          { attribute: "plan", isNot: "pro" },
        ],
      },
    ),
    finds: [0, 1, 2, 3, 4, 5].map((i) => `warning dead-case /steps/plan/cases/${i}`),
  },
  "a case that always holds": {
    bad: branch({ any: [{ segment: "vip" }, { segment: "vip", is: false }] }),
    good: branch({ any: [{ segment: "vip" }, { subscribed: false }] }),
    finds: ["warning dead-case /steps/plan/otherwise"],
  },
  "a split whose ways are the same": {
    bad: of({
      half: { kind: "split", ways: [{ next: "hello" }, { next: "hello" }] },
      hello: send(null),
    }),
    good: of({
      half: { kind: "split", ways: [{ next: "hello" }, { next: null }] },
      hello: send(null),
    }),
    finds: ["warning idle-split /steps/half/ways"],
  },
  "a branch that hardly any contact takes": {
    bad: of({
      half: {
        kind: "split",
        ways: [
          { weight: 1, next: "hello" },
          { weight: 999, next: null },
        ],
      },
      hello: send(null),
    }),
    good: of({
      half: {
        kind: "split",
        ways: [
          { weight: 10, next: "hello" },
          { weight: 990, next: null },
        ],
      },
      hello: send(null),
    }),
    finds: ["warning rare-way /steps/half/ways/0/weight"],
  },
  "a metric that no variant can bring about": {
    bad: experiment("message.clicked", { one: wait("P1D", null), two: { kind: "exit" } }),
    good: experiment("message.clicked", { one: send(null), two: { kind: "exit" } }),
    finds: ["warning metric-without-mail /steps/try/metric"],
  },
  "an event of a wait that one before it takes": {
    bad: firstOf(
      { event: "bought" },
      { event: "bought", where: { total: { gte: 9 } } },
      { event: "left", where: { a: { is: 1 } } },
      { event: "left", where: { b: { is: 2 }, a: { is: 1 } } },
    ),
    good: firstOf(
      { event: "bought", where: { total: { gte: 9 } } },
      { event: "bought" },
      { event: "left" },
      { event: "message.clicked" },
      { event: "message.clicked", where: { step: { is: "hello" } } },
    ),
    finds: ["warning dead-event /steps/which/events/1", "warning dead-event /steps/which/events/3"],
  },
  "an exit condition that holds for every contact who can be mailed": {
    bad: of(
      { hello: send(null) },
      { exit: [{ event: "bought", count: { gte: 0 } }, { subscribed: true }] },
    ),
    good: of({ hello: send(null) }, { exit: [{ event: "bought" }, { subscribed: false }] }),
    finds: ["warning exit-at-once /exit/0", "warning exit-at-once /exit/1"],
  },
});
