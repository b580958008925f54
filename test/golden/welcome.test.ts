import { golden, send, wait } from "./scenario.ts";

const steps = { a: send("a", "w"), w: wait("P1D", "b"), b: send("b") };
const BOTH = [
  "2026-03-02 12:00 mail a",
  "2026-03-03 12:00 completed (end)",
  "2026-03-03 12:00 mail b",
];

golden([
  {
    title: "a first mail goes at once, the next after its wait",
    given: { steps },
    when: [["2026-03-02 12:00", { event: "go" }]],
    expect: BOTH,
  },
  {
    title: "an event that is delivered three times makes no mail twice",
    given: { steps },
    when: [
      ["2026-03-02 12:00", { event: "go", id: "e1" }],
      ["2026-03-02 12:00", { event: "go", id: "e1" }],
      ["2026-03-02 13:00", { event: "go", id: "e1" }],
    ],
    expect: BOTH,
  },
  {
    title: "an event of another name starts no run",
    given: { steps },
    when: [["2026-03-02 12:00", { event: "other" }]],
    expect: [],
  },
  {
    title: "an event is filtered by its fields",
    given: { enter: [{ event: "go", where: { plan: { is: "pro" } } }], steps: { a: send("a") } },
    when: [
      ["2026-03-02 12:00", { event: "go", data: { plan: "free" } }],
      ["2026-03-02 13:00", { event: "go", data: { plan: "pro" } }],
    ],
    expect: ["2026-03-02 13:00 completed (end)", "2026-03-02 13:00 mail a"],
  },
  {
    title: "two ways in lead to one run and one mail",
    given: { enter: [{ event: "go" }, { event: "list_joined" }], steps },
    when: [
      ["2026-03-02 12:00", { event: "go" }],
      ["2026-03-02 12:00", { event: "list_joined" }],
    ],
    expect: ["2026-03-02 12:00 not entered (already inside)", ...BOTH],
  },
  {
    title: "an unsubscribed contact gets no mail, and the run goes on",
    given: { steps },
    person: { subscribed: false },
    when: [["2026-03-02 12:00", { event: "go" }]],
    expect: [
      "2026-03-02 12:00 drop a (unsubscribed)",
      "2026-03-03 12:00 completed (end)",
      "2026-03-03 12:00 drop b (unsubscribed)",
    ],
  },
  {
    title: "a contact who unsubscribes midway gets no further mail",
    given: { steps },
    when: [
      ["2026-03-02 12:00", { event: "go" }],
      ["2026-03-02 18:00", { subscribed: false }],
    ],
    expect: [
      "2026-03-02 12:00 mail a",
      "2026-03-03 12:00 completed (end)",
      "2026-03-03 12:00 drop b (unsubscribed)",
    ],
  },
  {
    title: "a hard bounce stops all further mail",
    given: { steps },
    when: [
      ["2026-03-02 12:00", { event: "go" }],
      ["2026-03-02 12:05", { mail: 1, did: "bounced" }],
    ],
    expect: [
      "2026-03-02 12:00 mail a",
      "2026-03-03 12:00 completed (end)",
      "2026-03-03 12:00 drop b (hard-bounce)",
    ],
  },
  {
    title: "a complaint stops all further mail",
    given: { steps },
    when: [
      ["2026-03-02 12:00", { event: "go" }],
      ["2026-03-02 12:05", { mail: "a", did: "complained" }],
    ],
    expect: [
      "2026-03-02 12:00 mail a",
      "2026-03-03 12:00 completed (end)",
      "2026-03-03 12:00 drop b (complaint)",
    ],
  },
  {
    title: "a contact enrolled by hand enters",
    given: { enter: [{ api: true }], steps: { a: send("a") } },
    when: [["2026-03-02 12:00", { enrolled: {} }]],
    expect: ["2026-03-02 12:00 completed (end)", "2026-03-02 12:00 mail a"],
  },
]);
