import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { fromJSONSchema } from "zod/v4";
import { Definition } from "#shared/automation/language/index.ts";
import { definition } from "#test/automation/language/arbitrary-definition.ts";
import { makeApi } from "#test/support/api.ts";

const PATH = "/v1/schemas/sequence.json";

async function getSchema() {
  const { call } = await makeApi();
  return call("GET", PATH, undefined, { key: null });
}

test("every caller gets the schema, and only once while it stays the same", async () => {
  const { call } = await makeApi();
  const first = await call("GET", PATH, undefined, { key: null });
  expect(first.status).toBe(200);
  expect(first.headers).toMatchObject({
    "content-type": "application/schema+json",
    "cache-control": "public, max-age=3600",
  });
  expect(first.text.length).toBeLessThan(200_000);
  expect(JSON.parse(first.text)).toMatchObject({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `https://mail.example.com${PATH}`,
    title: "Sequence",
  });
  const etag = first.headers.etag!;
  const again = await call("GET", PATH, undefined, {
    key: null,
    headers: { "if-none-match": `W/"x", ${etag}` },
  });
  expect([again.status, again.text, again.headers.etag]).toEqual([304, "", etag]);
  const other = { key: null, headers: { "if-none-match": '"x"' } };
  expect((await call("GET", PATH, undefined, other)).status).toBe(200);
});

test("every kind of step and of way in is named and described", async () => {
  const { properties, $defs } = JSON.parse((await getSchema()).text);
  const named = (arms: { $ref: string }[]) =>
    arms
      .map(({ $ref }) => $defs[$ref.replace("#/$defs/", "")])
      .filter(({ description }) => description.length > 20)
      .map(({ title }) => title);
  expect(properties.steps.additionalProperties.$ref).toBe("#/$defs/Step");
  expect(named($defs.Step.oneOf).toSorted()).toEqual(
    [
      ...["Send", "Wait", "Wait for", "Branch", "Split", "Experiment"],
      ...["Update", "Emit", "Webhook", "Notify", "Enroll", "Exit"],
    ].toSorted(),
  );
  expect(named($defs.Trigger.anyOf)).toEqual([
    "Event",
    "Schedule",
    "Segment",
    "Attribute",
    "Date",
    "Api",
    "Click",
  ]);
});

test("each field has a title and a description, also those within, and the docs say the same", async () => {
  const { properties, $defs } = JSON.parse((await getSchema()).text);
  const docs = readFileSync(new URL("../../docs/sequences.md", import.meta.url), "utf8");
  const named = Object.keys($defs).filter((name) => /(Step|Trigger|Settings|Goal)$/.test(name));
  expect(named).toHaveLength(23);
  const missing: string[] = [];
  const walk = (fields: object, path: string) => {
    for (const [name, field] of Object.entries(fields)) {
      const { title, description, properties: inner = {}, items } = field;
      const isTold = title && description && (name === "kind" || docs.includes(description));
      if (!isTold) missing.push(`${path}.${name}: ${description}`);
      walk({ ...inner, ...items?.properties }, `${path}.${name}`);
      for (const one of field.anyOf ?? []) walk(one.properties ?? {}, `${path}.${name}`);
    }
  };
  walk(properties, "Definition");
  for (const name of named) walk($defs[name].properties ?? {}, name);
  expect(missing).toEqual([]);
});

test("whatever the API takes is valid by the schema, and what is misspelt is not", async () => {
  const schema = fromJSONSchema(JSON.parse((await getSchema()).text));
  fc.assert(
    fc.property(definition, (written) => {
      expect(schema.safeParse(written).error).toBeUndefined();
    }),
    { numRuns: 200, seed: 31 },
  );
  const good = { name: "A", enter: [], start: "a", steps: { a: { kind: "exit" } } };
  expect(schema.safeParse(good).success).toBe(true);
  expect(Definition.safeParse(good).success).toBe(true);
  for (const bad of [
    { ...good, colour: "red" },
    { ...good, enter: [{ evnt: "a" }] },
    { ...good, steps: { a: { kind: "dance" } } },
    { ...good, steps: { a: { kind: "wait", for: "P1D" } } },
    { ...good, exit: [{ attribute: "plan", iz: "pro" }] },
  ]) {
    expect(schema.safeParse(bad).success).toBe(false);
    expect(Definition.safeParse(bad).success).toBe(false);
  }
});
