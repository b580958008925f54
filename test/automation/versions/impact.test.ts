import { expect, test } from "vitest";
import { Definition } from "#shared/automation/language/index.ts";
import { compareVersions } from "#shared/automation/versions/impact.ts";
import { joinGroups, NO_GROUPS } from "#shared/automation/versions/impact-groups.ts";
import { MAX_JSON_BYTES } from "#shared/bulk/job.ts";

const send = (template: string, next: string | null) => ({ kind: "send", template, next });
const wait = (next: string | null) => ({ kind: "wait", for: "P1D", next });
const of = (steps: object, more: object = {}) =>
  Definition.parse({
    ...{ name: "Test", enter: [{ api: true }], start: Object.keys(steps)[0], steps },
    ...more,
  });

const old = of({
  hello: send("hello", "day"),
  day: wait("tips"),
  tips: send("tips", "week"),
  week: wait("offer"),
  offer: send("offer", null),
});
const onDay = { step: "day", sends: { hello: "m1" } };

test.each<[string, object, object, object]>([
  [
    "the same mails at other times are a change of rules",
    {
      hello: send("hello", "day"),
      day: wait("tips"),
      tips: send("tips", "offer"),
      offer: send("offer", null),
    },
    onDay,
    { change: "rules", rules: ["/steps/tips", "/steps/week"] },
  ],
  [
    "what they have behind them does not bear on them",
    {
      first: send("first", "hello"),
      hello: send("other", "day"),
      day: wait("tips"),
      tips: send("tips", "week"),
      week: wait("offer"),
      offer: send("offer", null),
      apart: send("apart", null),
    },
    onDay,
    { change: "unchanged" },
  ],
  [
    "a mail of another step is still that mail, and another template on its step replaces it",
    {
      hello: send("hello", "day"),
      day: wait("advice"),
      advice: send("tips", "week"),
      week: wait("offer"),
      offer: send("new-offer", null),
    },
    onDay,
    {
      change: "replaced",
      replaced: [{ step: "offer", from: "offer", to: "new-offer" }],
      rules: ["/steps/day", "/steps/tips", "/steps/advice"],
    },
  ],
  [
    "a mail more is added",
    {
      hello: send("hello", "day"),
      day: wait("tips"),
      tips: send("tips", "week"),
      week: wait("offer"),
      offer: send("offer", "bye"),
      bye: send("bye", null),
    },
    onDay,
    { change: "added", added: ["bye"], rules: ["/steps/offer", "/steps/bye"] },
  ],
  [
    "a mail that no way from there sends any more is skipped",
    { hello: send("hello", "day"), day: wait("offer"), offer: send("offer", null) },
    onDay,
    { change: "skipped", skipped: ["tips"], rules: ["/steps/day", "/steps/tips", "/steps/week"] },
  ],
  [
    "a mail that now comes before the run's step is skipped",
    { tips: send("tips", "day"), day: wait("offer"), offer: send("offer", null) },
    onDay,
    { change: "skipped", skipped: ["tips"], rules: ["/steps/day", "/steps/tips", "/steps/week"] },
  ],
  [
    "a mail that they got and that moved behind where they stand is repeated",
    {
      day: wait("hello"),
      hello: send("hello", "tips"),
      tips: send("tips", "offer"),
      offer: send("offer", null),
    },
    onDay,
    { change: "repeated", repeated: ["hello"] },
  ],
  [
    "the same mail under another name is repeated too",
    {
      day: wait("tips"),
      tips: send("tips", "offer"),
      offer: send("offer", "bye"),
      bye: send("hello", null),
    },
    onDay,
    { change: "repeated", repeated: ["hello"] },
  ],
  [
    "a step that takes over the template of a mail that they got repeats it",
    {
      hello: send("hello", "day"),
      day: wait("tips"),
      tips: send("hello", "week"),
      week: wait("offer"),
      offer: send("offer", null),
    },
    onDay,
    {
      ...{ change: "repeated", repeated: ["hello"], skipped: [], added: [] },
      replaced: [{ step: "tips", from: "tips", to: "hello" }],
    },
  ],
  [
    "two steps that swap their templates repeat the mail that they got",
    {
      hello: send("offer", "day"),
      day: wait("tips"),
      tips: send("tips", "week"),
      week: wait("offer"),
      offer: send("hello", null),
    },
    onDay,
    { change: "repeated", repeated: ["hello"], skipped: [], added: [] },
  ],
  [
    "a mail that they did not get is added, not repeated",
    {
      day: wait("hello"),
      hello: send("hello", "tips"),
      tips: send("tips", "offer"),
      offer: send("offer", null),
    },
    { step: "day", sends: {} },
    { change: "added", added: ["hello"], repeated: [] },
  ],
  [
    "a run whose step is gone is stranded",
    { hello: send("hello", "offer"), offer: send("offer", null) },
    onDay,
    { change: "stranded", skipped: ["tips", "offer"], repeated: [], rules: [] },
  ],
  [
    "a send step that is not decided yet is still ahead",
    { hello: send("hello", "tips"), tips: wait("offer"), offer: send("offer", null) },
    { step: "tips", sends: { hello: "m1" } },
    { change: "skipped", skipped: ["tips"], repeated: [], added: [] },
  ],
])("%s", (_, steps, run, impact) => {
  expect(compareVersions(old, of(steps))(run as typeof onDay)).toMatchObject(impact);
});

test.each<[object, string[]]>([
  [{ exit: [{ attribute: "plan", is: "pro" }] }, ["/exit"]],
  [{ goal: { event: "ordered" } }, ["/goal"]],
  [{ goal: { event: "ordered", exit: true }, reentry: "after-exit" }, ["/goal", "/reentry"]],
  [{ settings: { zone: "Asia/Tokyo" } }, ["/settings"]],
  [{ settings: { cap: { mails: 1, per: "P1D" } } }, ["/settings"]],
  [{ enter: [{ event: "signed_up" }] }, ["/enter"]],
  [{ name: "Other", description: "no rule", holdout: 5, priority: 3 }, []],
])("%o around the same steps is a change of %o", (fields, rules) => {
  const impact = compareVersions(old, of(old.steps, fields))(onDay);
  expect(impact).toMatchObject({ change: rules.length > 0 ? "rules" : "unchanged", rules });
});

test("a loop that repeated a mail before changes nothing by doing so still", () => {
  const loop = of({ ask: send("ask", "day"), day: wait("ask") });
  const run = { step: "day", sends: { ask: "m1" } };
  expect(compareVersions(loop, loop)(run).change).toBe("unchanged");
});

test("groups are joined by version, step and change, the gravest first, and bounded", () => {
  const one = (contact: string, change: "skipped" | "unchanged", step = "day") => ({
    groups: [
      {
        version: 1,
        step,
        change,
        skipped: [contact],
        ...{ repeated: [], added: [], replaced: [], rules: [] },
        people: 1,
        contacts: [contact],
      },
    ],
    more: 0,
  });
  const many = Array.from({ length: 30 }, (_, i) => one(`c${i}`, "skipped"));
  const { groups } = [one("x", "unchanged"), ...many].reduce(joinGroups, NO_GROUPS);
  expect(
    groups.map(({ change, people, contacts, skipped }) => [
      change,
      people,
      contacts.length,
      skipped.length,
    ]),
  ).toEqual([
    ["skipped", 30, 20, 12],
    ["unchanged", 1, 1, 1],
  ]);
  const steps = Array.from({ length: 200 }, (_, i) => one("c", "skipped", `s${i}`));
  const joined = steps.reduce(joinGroups, NO_GROUPS);
  expect([joined.groups.length, joined.more]).toEqual([120, 80]);
});

test("however long its names and however many its groups, a result fits into a job", () => {
  const name = (list: string, i: number) => `${list}-${i}-`.padEnd(64, "x");
  const names = (list: string) => Array.from({ length: 40 }, (_, i) => name(list, i));
  const replaced = names("step").map((step) => ({
    step,
    from: name("from", 0),
    to: name("to", 0),
  }));
  const rules = names("rule").map((step) => `/steps/${step}`);
  const lists = [
    { skipped: names("a"), repeated: names("b"), added: names("c"), replaced, rules },
    { skipped: [], repeated: [], added: [], replaced, rules },
    { skipped: [], repeated: [], added: [], replaced: [], rules },
  ];
  for (const one of lists) {
    const groups = names("group").flatMap((step) =>
      [1, 2, 3].map((version) => ({
        ...{ version, step, change: "skipped" as const, people: 1_000_000, ...one },
        contacts: Array.from({ length: 40 }, () => "c_0m1a2b3c4xxxxxxxx"),
      })),
    );
    const joined = joinGroups({ groups, more: 0 }, { groups, more: 0 });
    expect(joined.groups).toHaveLength(120);
    expect(JSON.stringify(joined).length).toBeLessThan(MAX_JSON_BYTES);
  }
});
