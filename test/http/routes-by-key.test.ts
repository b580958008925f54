import { beforeAll, expect, test } from "vitest";
import { routes } from "#functions/api/routes.ts";
import { dispatch } from "#functions/runtime/http/dispatch.ts";
import { standaloneRoutes } from "#infra/standalone/standalone-api.ts";
import { Mailbox } from "#shared/adapters/local/mailbox.ts";
import { FolderSecrets } from "#shared/adapters/local/secrets.ts";
import { Meta } from "#shared/adapters/sqlite/meta.ts";

import { DAY_MS } from "#shared/kernel/time.ts";
import { addKey, revokeKey, type Scope } from "#shared/platform/access/index.ts";
import { httpEvent, makeApi } from "#test/support/api.ts";

/**
 * What each route asks of a key, written down a second time: a route that is new, or asks for
 * something else, is to be entered here on purpose. `open` needs no key and looks at none;
 * `shallow` shows less without one.
 */
const ASKS: Record<string, string[]> = {
  send: ["POST /v1/events", "POST /v1/messages", "POST /v1/sequences/{id}/enrollments"],
  read: [
    "GET /v1/contacts",
    "GET /v1/activity",
    "GET /v1/attributes",
    "GET /v1/attributes/{name}",
    "GET /v1/changes",
    "GET /v1/meta",
    "GET /v1/contacts/{id}",
    "GET /v1/contacts/{id}/consents",
    "GET /v1/contacts/{id}/explain",
    "GET /v1/contacts/{id}/messages",
    "GET /v1/contacts/{id}/runs",
    "GET /v1/contacts/{id}/segments",
    "GET /v1/contacts/{id}/segments/{segment}",
    "GET /v1/contacts/{id}/timeline",
    "GET /v1/dead-letters",
    "GET /v1/home",
    "GET /v1/jobs",
    "GET /v1/jobs/{id}",
    "GET /v1/jobs/{id}/csv",
    "GET /v1/keys",
    "GET /v1/link-hosts",
    "GET /v1/mailbox",
    "GET /v1/mailbox/{messageId}",
    "GET /v1/mailbox/{messageId}/raw",
    "GET /v1/messages",
    "GET /v1/messages/{id}",
    "GET /v1/messages/{id}/content",
    "GET /v1/names",
    "GET /v1/segments",
    "GET /v1/segments/{id}",
    "GET /v1/segments/{id}/members",
    "GET /v1/sending",
    "GET /v1/sequences",
    "GET /v1/sequences/{id}",
    "GET /v1/sequences/{id}/counts",
    "GET /v1/sequences/{id}/diff",
    "GET /v1/sequences/{id}/enrollments",
    "GET /v1/sequences/{id}/lint",
    "GET /v1/sequences/{id}/results",
    "GET /v1/sequences/{id}/versions",
    "GET /v1/sequences/{id}/versions/{version}",
    "GET /v1/settings",
    "GET /v1/sources",
    "GET /v1/stats",
    "GET /v1/stats/mails",
    "GET /v1/suppressions",
    "GET /v1/suppressions/{email}",
    "GET /v1/templates",
    "GET /v1/templates/{id}",
    "GET /v1/templates/{id}/versions",
    "GET /v1/templates/{id}/versions/{version}",
    "GET /v1/vocabulary",
    "POST /v1/segments/count",
    "POST /v1/segments/estimate",
    "POST /v1/sequences/impact",
    "POST /v1/sequences/lint",
    "POST /v1/sequences/simulate",
    "POST /v1/sequences/{id}/backtest",
    "POST /v1/sequences/{id}/impact",
    "POST /v1/sequences/{id}/simulate",
    "POST /v1/templates/preview",
  ],
  any: ["DELETE /v1/sessions/current", "GET /v1/me", "POST /v1/sessions/links"],
  admin: [
    "DELETE /v1/attributes/{name}",
    "PUT /v1/attributes/{name}",
    "POST /v1/contacts/batch",
    "DELETE /v1/contacts/{id}",
    "DELETE /v1/dead-letters/{id}",
    "DELETE /v1/keys/{id}",
    "DELETE /v1/secrets/{secret}/keys/{id}",
    "DELETE /v1/segments/{id}",
    "DELETE /v1/sequences/{id}",
    "DELETE /v1/sequences/{id}/enrollments/{contactId}",
    "DELETE /v1/sources/{id}",
    "DELETE /v1/sources/{id}/secrets/{secret}",
    "DELETE /v1/suppressions/{email}",
    "DELETE /v1/templates/{id}",
    "GET /v1/secrets",
    "GET /v1/sources/{id}",
    "GET /v1/webhook-secret",
    "POST /v1/dead-letters/redrive",
    "POST /v1/dead-letters/{id}/redrive",
    "POST /v1/dev/clock",
    "POST /v1/jobs/{id}/cancel",
    "POST /v1/keys",
    "POST /v1/lookup/rehash",
    "POST /v1/secrets/{secret}/rotate",
    "POST /v1/sending/resume",
    "POST /v1/sending/stop",
    "POST /v1/sequences/{id}/archive",
    "POST /v1/sequences/{id}/enrollments/bulk",
    "POST /v1/sequences/{id}/enrollments/remove",
    "POST /v1/sequences/{id}/pause",
    "POST /v1/sequences/{id}/publish",
    "POST /v1/sequences/{id}/resume",
    "POST /v1/sequences/{id}/revert",
    "POST /v1/sources",
    "POST /v1/templates/{id}/duplicate",
    "POST /v1/templates/{id}/test",
    "POST /v1/sources/{id}/rotate",
    "PUT /v1/contacts/{id}",
    "PUT /v1/link-hosts",
    "PUT /v1/segments/{id}",
    "PUT /v1/sequences/{id}",
    "PUT /v1/settings",
    "PUT /v1/suppressions/{email}",
    "PUT /v1/templates/{id}",
  ],
  shallow: ["GET /v1/health"],
  open: ["POST /v1/sessions", "GET /v1/openapi.json", "GET /v1/schemas/sequence.json"],
};
const TABLE = Object.entries(ASKS).flatMap(([asks, all]) => all.map((route) => ({ route, asks })));

/** Each sort of key, and what it lets through; the first five are no keys, or none any more. */
const KEYS: Record<string, Scope[] | null> = {
  none: null,
  malformed: null,
  wrong: null,
  expired: null,
  revoked: null,
  read: ["read"],
  send: ["send"],
  both: ["read", "send"],
  admin: ["admin"],
};

/** What the key is answered with: `in` for whatever the route itself says. */
function expected(asks: string, key: string): "in" | 401 | 403 {
  const scopes = KEYS[key]!;
  if (asks === "open" || (asks === "shallow" && key === "none")) return "in";
  if (scopes === null) return 401;
  if (asks === "any") return "in";
  const needed = (asks === "shallow" ? "read" : asks) as Scope;
  return scopes.includes("admin") || scopes.includes(needed) ? "in" : 403;
}

async function makeAll() {
  const api = await makeApi();
  const { world, clock, queue, table, database } = api;
  const meta = new Meta(database);
  const all = [
    ...routes,
    ...standaloneRoutes({
      world,
      clock: clock as never,
      table,
      queue,
      mailbox: new Mailbox(database, queue, clock),
      secrets: await FolderSecrets.open(meta, clock),
      isDev: true,
      tick: async () => {},
      drained: async () => {},
    }),
  ];
  const createdAt = clock.now();
  // Where a request is let in, what it does is the same with each key.
  for (const [name, scopes] of Object.entries(KEYS)) {
    if (name === "none" || name === "malformed" || name === "wrong") continue;
    const about = { name, scopes: scopes ?? ["admin" as const], createdAt, usedAt: createdAt };
    const expiresAt = name === "expired" ? { expiresAt: createdAt } : {};
    const { id } = await addKey(world, `drip_key-${name}`, { ...about, ...expiresAt });
    if (name === "revoked") await revokeKey(world, id);
  }
  const handle = dispatch(all as typeof routes, world);
  const ask = async (route: string, key: string) => {
    const [method = "", path = ""] = route.split(" ");
    const url = path.replaceAll(/\{[^}]+\}/g, "x");
    const text = key === "malformed" ? "Bearer two words" : `Bearer drip_key-${key}`;
    const body = method === "GET" || method === "DELETE" ? undefined : "{}";
    const headers = {
      ...(key !== "none" && { authorization: text }),
      ...(body && { "content-type": "application/json" }),
    };
    return handle(httpEvent(method, url, headers, body));
  };
  return { ...api, all, ask };
}

let it: Awaited<ReturnType<typeof makeAll>>;
beforeAll(async () => {
  it = await makeAll();
});

test("every route is in the table, and no other", () => {
  const found = it.all.map(({ method, path }) => `${method} ${path}`);
  expect(TABLE.map(({ route }) => route).toSorted()).toEqual(found.toSorted());
});

test.each(Object.keys(KEYS))(
  "a key that is %s opens what its scopes say, on every route",
  async (key) => {
    const answers: Record<string, unknown> = {};
    const wanted: Record<string, unknown> = {};
    for (const { route, asks } of TABLE) {
      const before = it.snapshot();
      const { statusCode = 0, headers = {} } = await it.ask(route, key);
      const isKeptOut = statusCode === 401 || statusCode === 403;
      answers[route] = isKeptOut ? statusCode : "in";
      wanted[route] = expected(asks, key);
      if (statusCode === 401) expect(headers["www-authenticate"]).toBe("Bearer");
      // Who is kept out changed nothing.
      if (isKeptOut) expect(it.snapshot() === before, route).toBe(true);
      // A mistake of ours must not grant access.
      expect(statusCode, route).not.toBe(500);
    }
    expect(answers).toEqual(wanted);
  },
);

test("an expired key stays closed when the clock goes on, and one that will expire closes then", async () => {
  const { world, clock, ask } = await makeAll();
  const about = { name: "k", scopes: ["read" as const], createdAt: 0 };
  await addKey(world, "drip_key-soon", { ...about, expiresAt: clock.now() + DAY_MS });
  expect((await ask("GET /v1/settings", "soon")).statusCode).toBe(200);
  clock.advance(DAY_MS);
  expect((await ask("GET /v1/settings", "soon")).statusCode).toBe(401);
  expect((await ask("GET /v1/settings", "expired")).statusCode).toBe(401);
});
