import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { afterEach, expect, test, vi } from "vitest";
import { createHandler } from "#functions/api/handler.ts";
import { lambdaContext } from "#infra/standalone/lambda-context.ts";
import { httpEvent } from "#test/support/api.ts";
import { makeWorld } from "#test/support/world.ts";

const createKey = { name: "first", scopes: ["read"] };
const first = { createKey };

/** The real function over a world in memory. */
function makeFunction() {
  const made = makeWorld();
  const handler = createHandler(made.world);
  const invoke = (event: unknown) => handler(event, lambdaContext());
  const http = async (key: string, body?: object, more: object = {}) => {
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const method = body ? "POST" : "GET";
    const event = httpEvent(method, "/v1/keys", headers, body && JSON.stringify(body));
    return (await invoke({ ...event, ...more })) as APIGatewayProxyStructuredResultV2;
  };
  const keys = () =>
    made.database.sql.prepare("SELECT * FROM keys WHERE sk LIKE 'key#%'").all().length;
  return { ...made, invoke, http, keys };
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

test("invoking the function returns a key that grants its scopes", async () => {
  const { invoke, http } = makeFunction();
  const made = await invoke(first);
  expect(made).toMatchObject({ id: expect.any(String), ...createKey });
  const { id, key } = made as { id: string; key: string };
  const list = await http(key);
  expect(list.statusCode).toBe(200);
  expect(JSON.parse(list.body!).items).toMatchObject([{ id, ...createKey }]);
  expect((await http(key, { name: "second", scopes: ["read"] })).statusCode).toBe(403);
});

test("the first key may do everything when that is asked for", async () => {
  const { invoke, http } = makeFunction();
  const { key } = (await invoke({ createKey: { name: "a", scopes: ["admin"] } })) as {
    key: string;
  };
  expect((await http(key, { name: "second", scopes: ["read"] })).statusCode).toBe(201);
});

test.each([
  ["nothing", undefined],
  ["null", null],
  ["a text", "createKey"],
  ["an empty object", {}],
  ["an event of a queue", { Records: [] }],
  ["a key without a name", { createKey: { scopes: ["read"] } }],
  ["a key without scopes", { createKey: { name: "x" } }],
  ["a scope that there is not", { createKey: { name: "x", scopes: ["root"] } }],
  ["a field too many", { createKey: { name: "x", scopes: ["read"], key: "drip_mine" } }],
  ["a second request beside it", { createKey: { name: "x", scopes: ["read"] }, revokeKey: "y" }],
])("%s is refused, with what would be right, and makes no key", async (_, event) => {
  const { invoke, keys } = makeFunction();
  await expect(invoke(event)).rejects.toThrow(/neither a request over HTTP nor \{"createKey"/);
  expect(keys()).toBe(0);
});

test("a refusal names the field and does not repeat what was sent", async () => {
  const { invoke } = makeFunction();
  const refused = invoke({ createKey: { name: "x", scopes: ["drip_mine"] } });
  await expect(refused).rejects.toThrow("/createKey/scopes/0");
  await expect(refused).rejects.not.toThrow("drip_mine");
});

test("a client over HTTP can not ask for it, wherever it writes the words", async () => {
  const { http, invoke, keys } = makeFunction();
  expect((await http("drip_wrong", first)).statusCode).toBe(401);
  expect((await http("drip_wrong", undefined, first)).statusCode).toBe(401);
  const event = httpEvent("POST", "/v1/keys?createKey=first", { createkey: "first" }, "{}");
  expect(await invoke(event)).toMatchObject({ statusCode: 401 });
  expect(keys()).toBe(0);
});

test("nothing of a key is ever written to the log", async () => {
  let written = "";
  const write = (...words: unknown[]) => {
    written += words.join(" ");
    return true;
  };
  // The logging library has a console of its own, on the same streams.
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, "write").mockImplementation(write);
  }
  for (const level of ["debug", "info", "log", "warn", "error"] as const) {
    vi.spyOn(console, level).mockImplementation(write);
  }
  vi.stubEnv("POWERTOOLS_LOG_LEVEL", "DEBUG");
  const { invoke, http, world } = makeFunction();
  const { key } = (await invoke(first)) as { key: string };
  await invoke({ createKey: {} }).catch(() => {});
  world.table.get = () => Promise.reject(new Error("down"));
  await http(key);
  expect(written).toContain("a request failed");
  expect(written).not.toContain(key.slice("drip_".length));
});
