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
      ...["send", "wait", "waitFor", "branch", "split", "experiment"],
      ...["update", "emit", "webhook", "notify", "enroll", "exit"],
    ].toSorted(),
  );
  expect(named($defs.Trigger.anyOf)).toEqual([
    "event",
    "schedule",
    "segment",
    "attribute",
    "date",
    "api",
    "click",
  ]);
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
