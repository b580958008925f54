import { expect, test } from "vitest";
import { compareVersions } from "#shared/sequences/impact.ts";
import { joinGroups, NO_GROUPS } from "#shared/sequences/impact-groups.ts";
import { Definition } from "#shared/sequences/index.ts";

const send = (template: string, next: string | null) => ({ kind: "send", template, next });
const wait = (next: string | null) => ({ kind: "wait", for: "P1D", next });
const of = (steps: object) =>
  Definition.parse({ name: "Test", enter: [{ api: true }], start: Object.keys(steps)[0], steps });

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
    "whoever's step and mails stay is unchanged",
    {
      hello: send("hello", "day"),
      day: wait("tips"),
      tips: send("tips", "offer"),
      offer: send("offer", null),
    },
    onDay,
    { change: "unchanged", skipped: [], repeated: [] },
  ],
  [
    "a mail with another step's name or another template is still that mail",
    {
      hello: send("hello", "day"),
      day: wait("advice"),
      advice: send("tips", "offer"),
      offer: send("new-offer", null),
    },
    onDay,
    { change: "unchanged", skipped: [], repeated: [] },
  ],
  [
    "a mail that no way from there sends any more is skipped",
    { hello: send("hello", "day"), day: wait("offer"), offer: send("offer", null) },
    onDay,
    { change: "skipped", skipped: ["tips"], repeated: [] },
  ],
  [
    "a mail that now comes before where somebody stands is skipped",
    { tips: send("tips", "day"), day: wait("offer"), offer: send("offer", null) },
    onDay,
    { change: "skipped", skipped: ["tips"], repeated: [] },
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
    { change: "repeated", skipped: [], repeated: ["hello"] },
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
    { change: "repeated", skipped: [], repeated: ["hello"] },
  ],
  [
    "a mail that they did not get is not repeated",
    {
      day: wait("hello"),
      hello: send("hello", "tips"),
      tips: send("tips", "offer"),
      offer: send("offer", null),
    },
    { step: "day", sends: {} },
    { change: "unchanged", skipped: [], repeated: [] },
  ],
  [
    "whoever's step is gone is stranded",
    { hello: send("hello", "offer"), offer: send("offer", null) },
    onDay,
    { change: "stranded", skipped: ["tips", "offer"], repeated: [] },
  ],
  [
    "whoever stands on a send that was not decided yet has it before them",
    { hello: send("hello", "tips"), tips: wait("offer"), offer: send("offer", null) },
    { step: "tips", sends: { hello: "m1" } },
    { change: "skipped", skipped: ["tips"], repeated: [] },
  ],
])("%s", (_, steps, run, impact) => {
  expect(compareVersions(old, of(steps))(run as typeof onDay)).toEqual(impact);
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
        repeated: [],
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
