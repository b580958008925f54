import { expect, test } from "vitest";
import { fromJSONSchema } from "zod/v4";
import { Definition } from "#shared/automation/language/index.ts";
import { lint } from "#shared/automation/lint/index.ts";
import type { Step } from "#shared/automation/steps/index.ts";
import { makeApi } from "#test/support/api.ts";
import { examples } from "../../examples/index.ts";
import { compileTemplates, type ExampleId, readJson } from "./workshop.ts";

const ids = Object.keys(examples) as ExampleId[];

test("the sample as code is the sample as JSON", () => {
  expect(examples.welcome).toEqual(readJson("welcome", "sequence.json"));
});

test.each(ids)(
  "%s is the same as JSON, and could be published with its own templates without a warning",
  async (id) => {
    const definition = Definition.parse(examples[id]);
    expect(JSON.parse(JSON.stringify(examples[id]))).toEqual(examples[id]);
    expect(definition).toMatchObject(examples[id]);
    const written = await compileTemplates(id);
    const around = {
      id,
      sender: true,
      postalAddress: true,
      templates: new Map(written.map(({ id: name, template }) => [name, template.variables])),
      segments: new Set(["lapsed"]),
      sequences: new Map(
        ids.map((one) => [one, Definition.parse(examples[one])] as [string, Definition]),
      ),
    };
    expect(lint(definition, around)).toEqual([]);
  },
);

test.each(ids)(
  "the templates of %s are all sent, and say who writes and how to stop it",
  async (id) => {
    const written = await compileTemplates(id);
    const sent = JSON.stringify(examples[id]);
    for (const { id: name, source, template } of written) {
      expect(sent).toContain(`"template":"${name}"`);
      expect(template.variables).toContain("postal_address");
      // A team member who is notified can not unsubscribe the contact.
      expect(source.mjml!.includes("{{ unsubscribe_url }}")).toBe(!name.endsWith("-team"));
      expect(source.mjml).toMatch(/^<mjml lang="en">/);
      expect(source.mjml).toMatch(/<mj-title>.+<\/mj-title>\s+<mj-preview>.+<\/mj-preview>/);
    }
  },
);

test("editors find nothing wrong with the examples", async () => {
  const { call } = await makeApi();
  const { body } = await call("GET", "/v1/schemas/sequence.json", undefined, { key: null });
  const schema = fromJSONSchema(body);
  for (const id of ids) expect(schema.safeParse(examples[id]).error).toBeUndefined();
});

test("onboarding has every kind of step, and all together have nearly every way in", () => {
  const kinds = new Set(Object.values(examples.onboarding.steps).map(({ kind }) => kind));
  const all: { [Kind in Step["kind"]]: true } = {
    send: true,
    wait: true,
    waitFor: true,
    branch: true,
    split: true,
    experiment: true,
    update: true,
    emit: true,
    webhook: true,
    notify: true,
    enroll: true,
    exit: true,
  };
  expect([...kinds].toSorted()).toEqual(Object.keys(all).toSorted());
  const ways = new Set(
    Object.values(examples).flatMap(({ enter }) => enter.flatMap((way) => Object.keys(way))),
  );
  for (const way of ["event", "attribute", "date", "segment", "api", "click"]) {
    expect(ways).toContain(way);
  }
});
