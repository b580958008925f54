import { golden, send, type When } from "./scenario.ts";

const go: When = ["2026-03-02 12:00", { event: "go", data: { plan: "pro" } }];
const webhook = {
  steps: {
    h: {
      ...{ kind: "webhook", url: "https://crm.example.com/x", map: { score: "data.score" } },
      ...{ attempts: 3, next: "a", otherwise: "b" },
    },
    ...{ a: send("a"), b: send("failed") },
  },
};
const asked = (at: string, attempt: number) => `${at} request (attempt ${attempt})`;
const mail = (name: string, at = "2026-03-02 12:00") => [
  `${at} completed (end)`,
  `${at} mail ${name}`,
];

golden([
  {
    title: "an update takes a value over from the event",
    given: { steps: { u: { kind: "update", set: { plan: { event: "plan" } }, next: null } } },
    when: [go],
    expect: ['2026-03-02 12:00 updated (plan) {"plan":"pro"}', "2026-03-02 12:00 completed (end)"],
  },
  {
    title: "an update counts on, and adds to a list what is not there yet",
    given: {
      steps: {
        u: {
          kind: "update",
          set: {
            visits: { add: 1 },
            spent: { add: { event: "total" } },
            tags: { append: { event: "plan" } },
            roles: { append: "buyer" },
            old: { remove: "b" },
            name: { add: 1 },
          },
          next: "v",
        },
        v: { kind: "update", set: { visits: { add: 1 }, tags: { append: "pro" } }, next: null },
      },
    },
    person: { attributes: { spent: 0.1, tags: ["free"], old: ["a", "b"], name: "Ann" } },
    when: [["2026-03-02 12:00", { event: "go", data: { plan: "pro", total: 0.2 } }]],
    expect: [
      '2026-03-02 12:00 updated (visits, spent, tags, roles, old, name) {"visits":1,"spent":0.3,"tags":["free","pro"],"roles":["buyer"],"old":["a"],"name":"Ann"}',
      '2026-03-02 12:00 updated (visits, tags) {"visits":2,"tags":["free","pro"]}',
      "2026-03-02 12:00 completed (end)",
    ],
  },
  {
    title: "an update writes down when it was, and local dates around it",
    given: {
      steps: {
        u: {
          kind: "update",
          set: {
            at: { now: true },
            week: { now: "P7D" },
            day: { today: true },
            month: { today: "P1M" },
            before: { today: "-P2D" },
          },
          next: null,
        },
      },
    },
    person: { timeZone: "Asia/Tokyo" },
    when: [["2026-01-30 20:00", { event: "go" }]],
    expect: [
      '2026-01-31 05:00 updated (at, week, day, month, before) {"at":"2026-01-30T20:00:00.000Z","week":"2026-02-06T20:00:00.000Z","day":"2026-01-31","month":"2026-02-28","before":"2026-01-29"}',
      "2026-01-31 05:00 completed (end)",
    ],
  },
  {
    title: "a date that an update made is waited for",
    given: {
      steps: {
        u: { kind: "update", set: { due: { today: "P3D" } }, next: "w" },
        w: { kind: "wait", until: { attribute: "due", time: "09:00" }, next: "a" },
        a: send("a"),
      },
    },
    when: [go],
    expect: [
      '2026-03-02 12:00 updated (due) {"due":"2026-03-05"}',
      ...mail("a", "2026-03-05 09:00"),
    ],
  },
  {
    title: "an update that unsubscribes stops the mail after it",
    given: { steps: { u: { kind: "update", subscribed: false, next: "a" }, a: send("a") } },
    when: [go],
    expect: [
      "2026-03-02 12:00 updated (subscribed) {}",
      "2026-03-02 12:00 completed (end)",
      "2026-03-02 12:00 drop a (unsubscribed)",
    ],
  },
  {
    title: "an event that a step emits is seen by the step after it waits",
    given: {
      steps: {
        e: { kind: "emit", event: "ready", next: "f" },
        f: {
          ...{ kind: "waitFor", event: "ready", timeout: "P1D", next: "a", otherwise: null },
        },
        a: send("a"),
      },
    },
    when: [go],
    expect: ["2026-03-02 12:00 emitted (ready)", ...mail("a")],
  },
  {
    title: "a contact is enrolled in another sequence",
    given: { steps: { e: { kind: "enroll", sequence: "other", next: null } } },
    when: [go],
    expect: ["2026-03-02 12:00 enrolled (other)", "2026-03-02 12:00 completed (end)"],
  },
  {
    title: "a webhook is not called, and taken as answered",
    given: webhook,
    when: [go],
    expect: [
      asked("2026-03-02 12:00", 1),
      "2026-03-02 12:00 request-answered (not called in a simulation: taken as answered)",
      ...mail("a"),
    ],
  },
  {
    title: "what a webhook answers becomes an attribute",
    given: webhook,
    answers: { h: [{ outcome: "ok", status: "200", attributes: { score: 7 } }] },
    when: [go],
    expect: [
      asked("2026-03-02 12:00", 1),
      '2026-03-02 12:00 request-answered (200) {"score":7}',
      ...mail("a"),
    ],
  },
  {
    title: "a webhook that refuses goes the other way",
    given: webhook,
    answers: { h: [{ outcome: "refused", status: "410" }] },
    when: [go],
    expect: [
      asked("2026-03-02 12:00", 1),
      "2026-03-02 12:00 request-failed (410)",
      ...mail("failed"),
    ],
  },
  {
    title: "a webhook that fails for now is asked again a minute, then five minutes later",
    given: webhook,
    answers: {
      h: [
        { outcome: "retry", status: "503" },
        { outcome: "retry", status: "503" },
        { outcome: "ok", status: "200" },
      ],
    },
    when: [go],
    expect: [
      asked("2026-03-02 12:00", 1),
      asked("2026-03-02 12:01", 2),
      asked("2026-03-02 12:06", 3),
      "2026-03-02 12:06 request-answered (200)",
      ...mail("a", "2026-03-02 12:06"),
    ],
  },
  {
    title: "a webhook that never answers is asked every three minutes, then given up",
    given: webhook,
    answers: { h: [{ outcome: "silent" }] },
    when: [go],
    expect: [
      asked("2026-03-02 12:00", 1),
      asked("2026-03-02 12:03", 2),
      asked("2026-03-02 12:06", 3),
      "2026-03-02 12:09 request-failed (no answer)",
      ...mail("failed", "2026-03-02 12:09"),
    ],
  },
  {
    title: "the team gets a mail, also about an unsubscribed contact",
    given: {
      steps: { n: { kind: "notify", email: "team@example.com", template: "news", next: null } },
    },
    person: { subscribed: false },
    when: [go],
    expect: ["2026-03-02 12:00 completed (end)", "2026-03-02 12:00 mail news to team@example.com"],
  },
  {
    title: "what is answered minutes late takes nothing from the days that follow",
    given: {
      steps: {
        h: { kind: "webhook", url: "https://crm.example.com/x", next: "a" },
        a: send("a", "w"),
        w: { kind: "wait", for: "P1D", until: { time: "12:00" }, next: "h" },
      },
    },
    answers: {
      h: Array.from({ length: 3 }, () => [
        { outcome: "retry" as const },
        { outcome: "ok" as const },
      ]).flat(),
    },
    when: [go],
    expect: ["02", "03", "04"].flatMap((day) => [
      asked(`2026-03-${day} 12:00`, 1),
      asked(`2026-03-${day} 12:01`, 2),
      `2026-03-${day} 12:01 request-answered (ok)`,
      `2026-03-${day} 12:01 mail a`,
    ]),
    until: "2026-03-04 13:00",
  },
]);
