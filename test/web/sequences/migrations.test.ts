import { expect, test } from "vitest";
import { effectsOf } from "../../../web/src/pages/sequences/publish/impact-effect.ts";
import {
  choicesOf,
  countChosen,
  type ImpactGroup,
  moveAll,
  openRows,
  rowsOf,
} from "../../../web/src/pages/sequences/publish/migrations.ts";
import { texts } from "../../../web/src/text/en/publish.ts";

const group = (given: Partial<ImpactGroup>): ImpactGroup => ({
  version: 1,
  step: "day",
  change: "unchanged",
  people: 1,
  contacts: [],
  skipped: [],
  repeated: [],
  added: [],
  replaced: [],
  rules: [],
  ...given,
});

const groups = [
  group({ change: "stranded", step: "gone", people: 3 }),
  group({ change: "repeated", people: 2, repeated: ["hello"] }),
  group({ people: 5 }),
  group({ version: 2, people: 7 }),
];
const rows = rowsOf(groups);
const steps = new Set(["day", "end"]);

test("groups at one step of one version are chosen for together", () => {
  expect(rows.map(({ key, people }) => [key, people])).toEqual([
    ["1 gone", 3],
    ["1 day", 7],
    ["2 day", 7],
  ]);
});

test("all that can be moved are moved; to finish needs no word to the API", () => {
  expect(choicesOf(rows, moveAll(rows, steps))).toEqual([
    { version: 1, step: "day", do: "move" },
    { version: 2, step: "day", do: "move" },
  ]);
  expect(choicesOf(rows, new Map())).toEqual([]);
});

test("what is chosen is counted, and those beyond the groups finish", () => {
  const choices = new Map([
    ["1 gone", { do: "exit" } as const],
    ["2 day", { do: "move" } as const],
  ]);
  expect(countChosen(rows, choices, 4)).toEqual({ finish: 11, move: 7, exit: 3 });
  expect(countChosen(rows, new Map(), 0)).toEqual({ finish: 17, move: 0, exit: 0 });
});

test("who moves from a step that is gone needs a step to go on at", () => {
  const open = new Map([["1 gone", { do: "move", to: "" } as const]]);
  expect(openRows(rows, open, steps).map(({ key }) => key)).toEqual(["1 gone"]);
  const chosen = new Map([["1 gone", { do: "move", to: "end" } as const]]);
  expect(openRows(rows, chosen, steps)).toEqual([]);
  expect(choicesOf(rows, chosen)).toEqual([{ version: 1, step: "gone", do: "move", to: "end" }]);
  expect(choicesOf(rows, new Map([["1 gone", { do: "exit" }]]))).toEqual([
    { version: 1, step: "gone", do: "exit" },
  ]);
});

test("effects are sentences with numbers, the gravest first", () => {
  const format = { number: String, list: (items: string[]) => items.join(", ") };
  expect(groups.map((one) => effectsOf(one, texts.impact, format))).toEqual([
    ["3: their step is gone, so say where they go on"],
    ["2 get “hello” a second time"],
    ["5 get the same mails at the same times"],
    ["7 get the same mails at the same times"],
  ]);
});
