import { expect, test } from "vitest";
import { apiTypes, writtenTypes } from "#infra/console/api-types.ts";
import { generateTypes } from "#infra/console/generate-types.ts";

test("the console is written against the API as it is", () => {
  expect(writtenTypes(), "run `npm run types:web`").toBe(apiTypes());
});

test.each([
  [{ type: "string" }, "string"],
  [{ type: ["string", "null"] }, "string | null"],
  [{ enum: ["a", 1] }, '"a" | 1'],
  [{ const: "x" }, '"x"'],
  [{ anyOf: [{ type: "string" }, { type: "number" }] }, "(string) | (number)"],
  [{ allOf: [{ type: "string" }, {}] }, "(string) & (unknown)"],
  [{ type: "array", items: { type: "integer" } }, "(number)[]"],
  [{ $ref: "#/components/schemas/Job" }, 'components["schemas"]["Job"]'],
  [
    { type: "object", properties: { "a-b": { type: "string" }, c: {} }, required: ["c"] },
    '{ "a-b"?: string; c: unknown }',
  ],
  [{ type: "object", additionalProperties: { type: "boolean" } }, "Record<string, boolean>"],
])("the schema %j is typed %s", (schema, type) => {
  const types = generateTypes({ paths: {}, components: { schemas: { It: schema } } });
  expect(types).toContain(`It: ${type};`);
});
