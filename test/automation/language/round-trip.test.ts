import fc from "fast-check";
import { expect, test } from "vitest";
import { Definition } from "#shared/automation/language/index.ts";
import { runs } from "#test/support/long.ts";
import { definition } from "./arbitrary-definition.ts";

test("a definition survives the way through the API and back, whatever is in it", () => {
  const kinds = new Set<string>();
  fc.assert(
    fc.property(definition, (written) => {
      const parsed = Definition.parse(written);
      const back = Definition.parse(JSON.parse(JSON.stringify(parsed)));
      expect(back).toEqual(parsed);
      // What was left out is filled in; nothing that was written is changed or lost.
      expect(parsed).toMatchObject(written);
      for (const { kind } of Object.values(parsed.steps)) kinds.add(kind);
    }),
    { numRuns: runs(500), seed: 21 },
  );
  expect(kinds.size).toBe(12);
});
