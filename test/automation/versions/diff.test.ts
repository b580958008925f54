import fc from "fast-check";
import { expect, test } from "vitest";
import { Definition } from "#shared/automation/language/index.ts";
import { diffVersions, type VersionDiff } from "#shared/automation/versions/index.ts";
import { definition } from "#test/automation/language/arbitrary-definition.ts";

/** The definition after a diff was applied to it. */
function applied(before: Definition, { fields, added, removed, changed }: VersionDiff): unknown {
  const next = structuredClone(before) as Record<string, unknown>;
  const steps = next.steps as Record<string, unknown>;
  const set = (target: Record<string, unknown>, name: string, value: unknown) => {
    if (value === undefined) delete target[name];
    else target[name] = value;
  };
  for (const { path, after } of fields) set(next, path.slice(1), after);
  for (const { step, after } of [...added, ...removed, ...changed]) set(steps, step, after);
  return next;
}

test("a diff, applied to the first definition, gives the second; and of the same there is none", () => {
  const parsed = definition.map((written) => Definition.parse(written));
  fc.assert(
    fc.property(parsed, parsed, (one, other) => {
      expect(applied(one, diffVersions(one, other))).toEqual(other);
      expect(diffVersions(one, structuredClone(one))).toEqual({
        ...{ fields: [], added: [], removed: [], changed: [] },
      });
    }),
    { numRuns: 200, seed: 7 },
  );
});

test("steps and fields are told by their place, with what was there and what is", () => {
  const hello = { kind: "send" as const, template: "hello", next: null };
  const base = Definition.parse({
    name: "A",
    enter: [],
    start: "a",
    steps: { a: hello, b: hello },
  });
  const { b: _, ...rest } = base.steps;
  const next = { ...base, name: "B", steps: { ...rest, a: { ...hello, next: "c" }, c: hello } };
  expect(diffVersions(base, next)).toEqual({
    fields: [{ path: "/name", before: "A", after: "B" }],
    added: [{ step: "c", path: "/steps/c", after: hello }],
    removed: [{ step: "b", path: "/steps/b", before: hello }],
    changed: [{ step: "a", path: "/steps/a", before: hello, after: { ...hello, next: "c" } }],
  });
});
