import { beforeAll, expect, test } from "vitest";
import { makeApi } from "#test/support/api.ts";

type Schema = { oneOf?: { $ref: string }[]; discriminator?: { propertyName: string } };
type Operation = {
  parameters?: { in: string; name: string }[];
  responses: Record<string, { headers?: object; content?: object }>;
};
let document: {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};
let text: string;

beforeAll(async () => {
  const { call } = await makeApi();
  ({ text } = await call("GET", "/v1/openapi.json", undefined, { key: null }));
  document = JSON.parse(text);
});

test("what clients handle has a name, and stands once in the document", () => {
  expect(Object.keys(document.components.schemas)).toEqual(
    expect.arrayContaining([
      ...["Definition", "Step", "Trigger", "Condition", "Value", "Goal", "SequenceSettings"],
      ...["Sequence", "SequenceSummary", "Finding", "Simulation", "Explanation", "Impact"],
      ...["Contact", "Segment", "Template", "Message", "Job", "Results", "TimelineItem", "Problem"],
    ]),
  );
  // Without names it was 272 KB.
  expect(text.length).toBeLessThan(220_000);
});

test.each(["Step", "SimulationItem", "TimelineItem"])("%s is a union by kind", (name) => {
  const schema = document.components.schemas[name]!;
  expect(schema.oneOf!.length).toBeGreaterThan(3);
  expect(schema).not.toHaveProperty("anyOf");
});

test("each kind of step has a name of its own, which the union maps to", () => {
  const { discriminator, oneOf } = document.components.schemas.Step!;
  expect(discriminator).toMatchObject({
    propertyName: "kind",
    mapping: { waitFor: "#/components/schemas/WaitForStep" },
  });
  expect(oneOf).toHaveLength(12);
});

test("what is written with If-Match is read with an ETag, and may be answered with 412", () => {
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );
  const takes = ({ parameters = [] }: Operation) =>
    parameters.some((one) => one.in === "header" && one.name === "If-Match");
  const writes = operations.filter(({ operation }) => takes(operation));
  expect(writes.map(({ path, method }) => `${method} ${path}`)).toEqual(
    expect.arrayContaining([
      "put /v1/sequences/{id}",
      "put /v1/templates/{id}",
      "put /v1/segments/{id}",
      "delete /v1/segments/{id}",
      "put /v1/settings",
      "put /v1/link-hosts",
      "post /v1/sequences/{id}/publish",
    ]),
  );
  for (const { path, operation } of writes) {
    expect(operation.responses["412"]?.content).toHaveProperty("application/problem+json");
    const noun = path.replace(/\/publish$/, "");
    expect(document.paths[noun]!.get!.responses["200"]!.headers).toHaveProperty("ETag");
  }
});
