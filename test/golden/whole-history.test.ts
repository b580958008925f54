import { golden, send, type When, wait } from "./scenario.ts";

const did = (at: string, event: string, data: Record<string, unknown> = {}): When => [
  at,
  { event, data },
];
const large = (id: unknown) => ({ cart: { id, note: "n".repeat(3_000) } });
const viewed: When[] = Array.from({ length: 300 }, (_, i) =>
  did(`2026-03-02 11:${String(i % 60).padStart(2, "0")}`, "page_viewed", { page: `/${i}` }),
);
const asks = (when: object) => ({
  kind: "branch",
  cases: [{ when, next: "yes" }],
  otherwise: "no",
});
const ends = { yes: send("yes"), no: send("no") };

golden([
  {
    title: "an order counts beside any number of page views",
    given: { steps: { a: asks({ event: "ordered", did: true }), ...ends } },
    when: [did("2026-03-01 09:00", "ordered"), ...viewed, did("2026-03-02 12:00", "go")],
    expect: ["2026-03-02 12:00 completed (end)", "2026-03-02 12:00 mail yes"],
  },
  {
    title: "counts beside other traffic are exact",
    given: {
      steps: { a: asks({ event: "page_viewed", count: { gte: 300, lte: 300 } }), ...ends },
    },
    when: [...viewed, did("2026-03-02 11:59", "ordered"), did("2026-03-02 12:00", "go")],
    expect: ["2026-03-02 12:00 completed (end)", "2026-03-02 12:00 mail yes"],
  },
  {
    title: "on its 400th day an event still counts without a window",
    given: { steps: { w: wait("P400D", "a"), a: asks({ event: "ordered" }), ...ends } },
    when: [did("2026-03-02 12:00", "ordered"), did("2026-03-02 12:00", "go")],
    expect: ["2027-04-06 12:00 completed (end)", "2027-04-06 12:00 mail yes"],
  },
  {
    title: "a second later it is too old",
    given: { steps: { w: wait("P400DT1S", "a"), a: asks({ event: "ordered" }), ...ends } },
    when: [did("2026-03-02 12:00", "ordered"), did("2026-03-02 12:00", "go")],
    expect: ["2027-04-06 12:00 completed (end)", "2027-04-06 12:00 mail no"],
  },
  {
    title: "a wait ends by itself when the last event gets too old",
    given: {
      steps: {
        w: {
          kind: "waitFor",
          condition: { event: "ordered", did: false },
          timeout: "P500D",
          next: "yes",
          otherwise: "no",
        },
        ...ends,
      },
    },
    when: [did("2026-03-02 10:00", "ordered"), did("2026-03-02 12:00", "go")],
    expect: ["2027-04-06 10:00 completed (end)", "2027-04-06 10:00 mail yes"],
  },
  {
    title: "fields of fields are tested, and a name with a dot goes before them",
    given: {
      enter: [{ event: "go", where: { "cart.total": { gte: 50 } } }],
      reentry: "after-exit",
      steps: { a: send("a") },
    },
    when: [
      did("2026-03-02 12:00", "go", { cart: { total: 49 } }),
      did("2026-03-02 13:00", "go", { cart: { total: 50 } }),
      did("2026-03-02 14:00", "go", { cart: { total: 50 }, "cart.total": 1 }),
    ],
    expect: ["2026-03-02 13:00 completed (end)", "2026-03-02 13:00 mail a"],
  },
  {
    title: "an order ends the run of its own cart, however large the cart's event was",
    given: {
      reentry: { perKey: "cart.id" },
      exit: [{ event: "ordered", where: { cart: { is: { entry: "cart.id" } } } }],
      steps: { w: wait("P1D", "a"), a: send("a") },
    },
    when: [
      did("2026-03-02 12:00", "go", large("A")),
      did("2026-03-02 12:00", "go", large("B")),
      did("2026-03-02 13:00", "ordered", { cart: "A", note: "n".repeat(3_000) }),
    ],
    expect: [
      "2026-03-02 13:00 exited (exit condition) [A]",
      "2026-03-03 12:00 completed (end) [B]",
      "2026-03-03 12:00 mail a [B]",
    ],
  },
  {
    title: "a number and the text of it are two keys, and no order is of both",
    given: {
      reentry: { perKey: "cart" },
      exit: [{ event: "ordered", where: { cart: { is: { entry: "cart" } } } }],
      steps: { w: wait("P1D", "a"), a: send("a") },
    },
    when: [
      did("2026-03-02 12:00", "go", { cart: 123 }),
      did("2026-03-02 12:00", "go", { cart: "123" }),
      did("2026-03-02 13:00", "ordered", { cart: "123" }),
    ],
    expect: [
      '2026-03-02 13:00 exited (exit condition) ["123"]',
      "2026-03-03 12:00 completed (end) [123]",
      "2026-03-03 12:00 mail a [123]",
    ],
  },
  {
    title: "the eleventh entry of a list starts a run, and the end of a long text",
    given: {
      enter: [
        { attribute: "tags", to: { contains: "t10" } },
        { attribute: "note", to: { contains: "end" } },
      ],
      reentry: "after-exit",
      steps: { a: send("a") },
    },
    when: [
      ["2026-03-02 12:00", { attributes: { tags: Array.from({ length: 11 }, (_, i) => `t${i}`) } }],
      ["2026-03-02 13:00", { attributes: { note: `${"x".repeat(1_900)} end` } }],
    ],
    expect: [
      "2026-03-02 12:00 completed (end)",
      "2026-03-02 12:00 mail a",
      "2026-03-02 13:00 completed (end)",
      "2026-03-02 13:00 mail a",
    ],
  },
  {
    title: "an attribute stays as it is where it is given an object",
    given: {
      steps: {
        u: {
          kind: "update",
          set: { plan: { event: "plan" }, sku: { event: "plan.sku" } },
          next: "a",
        },
        a: send("a"),
      },
    },
    person: { attributes: { plan: "pro" } },
    when: [did("2026-03-02 12:00", "go", { plan: { sku: "s1" } })],
    expect: [
      '2026-03-02 12:00 updated (sku; plan can not hold what it was given) {"sku":"s1"}',
      "2026-03-02 12:00 completed (end)",
      "2026-03-02 12:00 mail a",
    ],
  },
]);
