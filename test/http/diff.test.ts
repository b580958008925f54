import { expect, test } from "vitest";
import { makeApi, setUpSending } from "#test/support/api.ts";

const hello = { kind: "send", template: "receipt", next: null };
const definition = {
  name: "Welcome",
  enter: [{ event: "signed_up" }],
  start: "hello",
  steps: { hello },
};
const PATH = "/v1/sequences/welcome";

test("a draft is held against the published version, and versions against each other", async () => {
  const api = await makeApi();
  await setUpSending(api);
  const { call } = api;
  await call("PUT", PATH, definition);
  const fresh = await call("GET", `${PATH}/diff`);
  expect(fresh.body).toMatchObject({ from: "draft", to: "draft", added: [], changed: [] });
  await call("POST", `${PATH}/publish`, {});
  const steps = { hello: { ...hello, next: "day" }, day: { kind: "wait", for: "P1D", next: null } };
  await call("PUT", PATH, { ...definition, steps });
  const { body } = await call("GET", `${PATH}/diff`);
  expect(body).toEqual({
    from: "1",
    to: "draft",
    fields: [],
    added: [{ step: "day", path: "/steps/day", after: steps.day }],
    removed: [],
    changed: [{ step: "hello", path: "/steps/hello", before: hello, after: steps.hello }],
  });
  const back = await call("GET", `${PATH}/diff?from=draft&to=1`);
  expect(back.body.removed).toEqual([{ step: "day", path: "/steps/day", before: steps.day }]);
  const unknown = await call("GET", `${PATH}/diff?from=7`);
  expect([unknown.status, unknown.body.errors[0].path]).toEqual([422, "/from"]);
  expect((await call("GET", `${PATH}/diff?from=x`)).status).toBe(422);
  expect((await call("GET", "/v1/sequences/none/diff")).status).toBe(404);
});
