import { expect, test } from "vitest";
import type { Write } from "#shared/ports/table.ts";
import { RunJournal } from "./run-journal.ts";

const row = (run: string, step: string | null, ...decisions: string[]): Write => ({
  put: { table: "people", pk: "main#c_1", sk: "b#tour#-" },
  v: 1,
  data: {
    ...{ run, sequence: "tour", entryKey: "-", startedAt: 0, step, version: 1 },
    entry: { id: run, at: 0 },
    trail: decisions.map((decision, at) => ({ at, step: "s", decision })),
  },
  expect: "any",
});
const told = (...writes: Write[]) => {
  const journal = new RunJournal();
  for (const write of writes) journal.note([write], [], true, "work", 1);
  return [...journal.ways.values()].map(({ run, step, decisions }) => [
    run,
    step,
    decisions.map(({ decision }) => decision),
  ]);
};

test("a write that ends a run, and begins and ends the next one, tells of both", () => {
  const before = row("a", "nine", "entered", "wait");
  const both = row("b", null, "entered", "wait", "exited", "entered", "exited");
  expect(told(before, both)).toEqual([
    ["a", null, ["entered", "wait", "exited"]],
    ["b", null, ["entered", "exited"]],
  ]);
});

test("a run that ended before is not told of again by the next", () => {
  const over = row("a", null, "entered", "exited");
  const next = row("b", "nine", "entered", "exited", "entered", "wait");
  expect(told(over, next)).toEqual([
    ["a", null, ["entered", "exited"]],
    ["b", "nine", ["entered", "wait"]],
  ]);
});

test("a row that was written anew tells of its run, though the erased one decided the same", () => {
  const first = row("a", "nine", "entered", "wait");
  const anew: Write = { ...row("b", "nine", "entered", "wait"), expect: "absent" };
  expect(told(first, anew, anew)).toEqual([
    ["a", "nine", ["entered", "wait"]],
    ["b", "nine", ["entered", "wait"]],
  ]);
});
