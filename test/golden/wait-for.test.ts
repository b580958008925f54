import { golden, send, type When, wait } from "./scenario.ts";

const click = (timeout = "P3D") => ({
  steps: {
    a: send("a", "f"),
    f: {
      ...{ kind: "waitFor", event: "message.clicked", where: { step: { is: "a" } }, timeout },
      ...{ next: "b", otherwise: "c" },
    },
    b: send("clicked"),
    c: send("nudge"),
  },
});
const holds = {
  steps: {
    f: {
      ...{ kind: "waitFor", condition: { attribute: "plan", is: "pro" }, timeout: "P3D" },
      ...{ next: "b", otherwise: "c" },
    },
    b: send("thanks"),
    c: send("nudge"),
  },
};
const first = {
  steps: {
    a: send("a", "f"),
    f: {
      kind: "waitFor",
      events: [
        { event: "ordered", next: "bought" },
        { event: "asked", where: { spam: { exists: false } }, next: "helped" },
        { event: "message.clicked", where: { step: { is: "a" } }, next: "clicked" },
      ],
      ...{ timeout: "P3D", otherwise: "c" },
    },
    bought: send("bought"),
    helped: send("helped"),
    clicked: send("clicked"),
    c: send("nudge"),
  },
};
const go: When = ["2026-03-02 12:00", { event: "go" }];
const A = "2026-03-02 12:00 mail a";

golden([
  {
    title: "a click goes on at once",
    given: click(),
    when: [go, ["2026-03-03 08:30", { mail: 1, did: "clicked" }]],
    expect: [A, "2026-03-03 08:30 completed (end)", "2026-03-03 08:30 mail clicked"],
  },
  {
    title: "without a click the wait times out",
    given: click(),
    when: [go],
    expect: [A, "2026-03-05 12:00 completed (end)", "2026-03-05 12:00 mail nudge"],
  },
  {
    title: "a scanner's click does not count",
    given: click(),
    when: [go, ["2026-03-02 12:01", { mail: 1, did: "clicked", machine: true }]],
    expect: [A, "2026-03-05 12:00 completed (end)", "2026-03-05 12:00 mail nudge"],
  },
  {
    title: "an open is no click",
    given: click(),
    when: [go, ["2026-03-02 12:01", { mail: 1, did: "opened" }]],
    expect: [A, "2026-03-05 12:00 completed (end)", "2026-03-05 12:00 mail nudge"],
  },
  {
    title: "a click of a mail that never went counts for nothing",
    given: click(),
    person: { subscribed: false },
    when: [go, ["2026-03-02 12:01", { mail: 1, did: "clicked" }]],
    expect: [
      "2026-03-02 12:00 drop a (unsubscribed)",
      "2026-03-05 12:00 completed (end)",
      "2026-03-05 12:00 drop nudge (unsubscribed)",
    ],
  },
  {
    title: "a click before the wait was reached counts for the mail that it names",
    given: {
      steps: { ...click().steps, a: send("a", "w"), w: wait("P1D", "f") },
    },
    when: [go, ["2026-03-02 13:00", { mail: 1, did: "clicked" }]],
    expect: [A, "2026-03-03 12:00 completed (end)", "2026-03-03 12:00 mail clicked"],
  },
  {
    title: "a condition that holds already goes on at once",
    given: holds,
    person: { attributes: { plan: "pro" } },
    when: [go],
    expect: ["2026-03-02 12:00 completed (end)", "2026-03-02 12:00 mail thanks"],
  },
  {
    title: "an attribute that changes in the middle goes on at once",
    given: holds,
    when: [go, ["2026-03-04 10:00", { attributes: { plan: "pro" } }]],
    expect: ["2026-03-04 10:00 completed (end)", "2026-03-04 10:00 mail thanks"],
  },
  {
    title: "a locale that changes ends a wait for it, whatever its case",
    given: {
      steps: {
        f: {
          ...{ kind: "waitFor", timeout: "P3D", next: "b", otherwise: "c" },
          condition: { field: "locale", startsWith: "DE", ignoreCase: true },
        },
        b: send("german"),
        c: send("english"),
      },
    },
    person: { locale: "en", attributes: { locale: "de" } },
    when: [go, ["2026-03-04 10:00", { locale: "de-AT" }]],
    expect: ["2026-03-04 10:00 completed (end)", "2026-03-04 10:00 mail german"],
  },
  ...(
    [
      ["the first of several that happens decides", ["ordered", "asked"], "bought"],
      ["whichever it is", ["asked", "ordered"], "helped"],
      ["a click counts beside them", ["clicked", "ordered"], "clicked"],
    ] as const
  ).map(([title, happens, mail]) => ({
    title,
    given: first,
    when: [
      go,
      ...happens.map((name, i): When => {
        const at = `2026-03-03 1${i}:00`;
        return name === "clicked" ? [at, { mail: 1, did: "clicked" }] : [at, { event: name }];
      }),
    ],
    expect: [A, "2026-03-03 10:00 completed (end)", `2026-03-03 10:00 mail ${mail}`],
  })),
  {
    title: "several that are waited for count by their filters, and none runs out",
    given: first,
    when: [go, ["2026-03-03 10:00", { event: "asked", data: { spam: true } }]],
    expect: [A, "2026-03-05 12:00 completed (end)", "2026-03-05 12:00 mail nudge"],
  },
  {
    title: "what happened before the wait is none of several, but a click of the mail it names is",
    given: { steps: { ...first.steps, a: send("a", "w"), w: wait("P1D", "f") } },
    when: [
      go,
      ["2026-03-02 13:00", { event: "ordered" }],
      ["2026-03-02 14:00", { mail: 1, did: "clicked" }],
    ],
    expect: [A, "2026-03-03 12:00 completed (end)", "2026-03-03 12:00 mail clicked"],
  },
  {
    title: "a condition that never holds runs out",
    given: holds,
    when: [go, ["2026-03-04 10:00", { attributes: { plan: "free" } }]],
    expect: ["2026-03-05 12:00 completed (end)", "2026-03-05 12:00 mail nudge"],
  },
]);
