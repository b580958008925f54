import { beforeAll, expect, test } from "vitest";
import { type Engine, makeEngine } from "#test/support/engine.ts";

/** A name as others are; every object has something under it that is not its own. */
const NAME = "constructor";

let engine: Engine;
beforeAll(async () => {
  engine = await makeEngine();
  await engine.must("PUT", `/v1/templates/${NAME}`, { subject: "Hi", html: "<p>Hi</p>" });
  await engine.must("PUT", `/v1/sequences/${NAME}`, {
    name: "Any",
    enter: [{ event: NAME }, { date: NAME }],
    start: NAME,
    steps: {
      [NAME]: { kind: "wait", for: "PT1H", next: "on" },
      on: {
        kind: "branch",
        cases: [{ when: { attribute: NAME, is: "x" }, next: null }],
        otherwise: NAME,
      },
    },
  });
  await engine.must("POST", `/v1/sequences/${NAME}/publish`, {});
  const event = { contactId: NAME, email: "ada@example.com", name: NAME };
  await engine.must("POST", "/v1/events", { events: [event] });
  await engine.settle();
});

const get = async (path: string) => (await engine.must("GET", path)).body;

test("contacts at a step of this name are counted", async () => {
  const { steps } = await get(`/v1/sequences/${NAME}/counts`);
  expect(steps).toMatchObject([
    { step: NAME, here: 1, entered: 1 },
    { step: "on", here: 0 },
  ]);
});

test("a contact that no segment of this name has seen is in none", async () => {
  await engine.put("before");
  const condition = { attribute: NAME, is: 1 };
  await engine.must("PUT", `/v1/segments/${NAME}`, { name: "S", condition });
  const { body } = await engine.must("GET", `/v1/contacts/before/segments/${NAME}`);
  expect(body).toMatchObject({ segment: NAME, in: null, since: null });
});
