import { expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "#shared/kernel/time.ts";
import { CONSOLE, makeBrowser } from "./browser.ts";

const OWN = { host: "console.example.com" };

test("a key signs a browser in: the cookie acts for it for twelve hours, and no script reads it", async () => {
  const { signIn, as, call, clock } = await makeBrowser();
  const { status, body, cookies, cookie, text } = await signIn({ key: "drip_read" });
  expect([status, body]).toEqual([
    201,
    {
      id: expect.stringMatching(/^\w{16}$/),
      name: "read",
      scopes: ["read"],
      expiresAt: "2026-03-03T00:00:00.000Z",
    },
  ]);
  expect(cookies).toEqual([
    expect.stringMatching(
      /^dripstack_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/,
    ),
  ]);
  expect(text).not.toContain(cookie.split("=")[1]);
  expect((await call("GET", "/v1/settings", undefined, as(cookie))).status).toBe(200);
  expect((await call("PUT", "/v1/settings", {}, as(cookie, CONSOLE))).status).toBe(403);
  expect((await call("GET", "/v1/me", undefined, as(cookie))).body).toEqual({
    id: body.id,
    name: "read",
    scopes: ["read"],
    via: "session",
    expiresAt: "2026-03-03T00:00:00.000Z",
  });
  clock.advance(12 * HOUR_MS - 1);
  expect((await call("GET", "/v1/settings", undefined, as(cookie))).status).toBe(200);
  clock.advance(1);
  const over = await call("GET", "/v1/settings", undefined, as(cookie));
  expect([over.status, over.body.detail]).toEqual([401, "this session is over: sign in again"]);
});

test("only the hash of a session's token is stored", async () => {
  const { signIn, snapshot } = await makeBrowser();
  const { cookie } = await signIn({ key: "drip_read" });
  expect(snapshot()).not.toContain(cookie.split("=")[1]);
});

test("a clock that a developer moves does not sign out", async () => {
  const { signIn, as, call, clock, world, table } = await makeBrowser();
  world.runtime.dev = true;
  const { cookie } = await signIn({ key: "drip_read" });
  clock.aheadMs = 300 * DAY_MS;
  await table.sweepExpired("keys", { pk: "", sk: "" }, 1_000);
  expect((await call("GET", "/v1/settings", undefined, as(cookie))).status).toBe(200);
  clock.advance(12 * HOUR_MS);
  expect((await call("GET", "/v1/settings", undefined, as(cookie))).status).toBe(401);
});

test.each([
  ["as API Gateway says", { "x-forwarded-proto": "https" }, "http://127.0.0.1:3000", true],
  ["by the public URL", { host: "mail.example.com" }, "https://mail.example.com", true],
  ["on this machine", { host: "127.0.0.1:3000" }, "http://127.0.0.1:3000", false],
  ["beside a public URL", { host: "127.0.0.1:3000" }, "https://mail.example.com", false],
  ["as a proxy says", { "x-forwarded-proto": "http" }, "https://mail.example.com", false],
])(
  "the cookie of a request %s goes over TLS only as that one came",
  async (_, headers, url, is) => {
    const { signIn, world } = await makeBrowser();
    world.runtime.publicUrl = url;
    const { cookies } = await signIn({ key: "drip_read" }, { headers });
    expect(cookies[0]!.endsWith("; Secure")).toBe(is);
  },
);

test.each([
  ["no header of ours", {}],
  ["a wrong value of it", { "x-dripstack-console": "true" }],
  ["a page of another site", { ...CONSOLE, "sec-fetch-site": "cross-site" }],
  ["a page of another port", { ...CONSOLE, "sec-fetch-site": "same-site" }],
  ["another origin", { ...CONSOLE, ...OWN, origin: "https://evil.example" }],
  ["a frame without an origin", { ...CONSOLE, ...OWN, origin: "null" }],
  ["an origin whose name begins alike", { ...CONSOLE, ...OWN, origin: `http://${OWN.host}.evil` }],
  ["another distribution", { ...CONSOLE, ...OWN, origin: "https://d2.cloudfront.net" }],
  ["the console's host without TLS", { ...CONSOLE, ...OWN, origin: "http://d1.cloudfront.net" }],
  [
    "our origin and the word of a browser against it",
    { ...CONSOLE, "sec-fetch-site": "cross-site", origin: "https://d1.cloudfront.net" },
  ],
])("a change by a cookie with %s is refused and changes nothing", async (_, headers) => {
  const { signIn, as, call, snapshot, world } = await makeBrowser();
  world.runtime.consoleUrl = "https://d1.cloudfront.net";
  const { cookie } = await signIn({ key: "drip_admin" });
  const before = snapshot();
  for (const [method, path, body] of [
    ["PUT", "/v1/settings", { timeZone: "Europe/Berlin" }],
    ["POST", "/v1/sending/stop", undefined],
    ["DELETE", "/v1/sessions/current", undefined],
  ] as const) {
    expect((await call(method, path, body, as(cookie, headers))).status).toBe(403);
  }
  expect(snapshot()).toBe(before);
});

test.each([
  ["no word of where it comes from", {}],
  ["a page of ours", { "sec-fetch-site": "same-origin" }],
  [
    "a page of ours behind a proxy that replaces Host",
    {
      "sec-fetch-site": "same-origin",
      origin: "https://d1.cloudfront.net",
      host: "api.example.com",
    },
  ],
  ["our own origin", { ...OWN, origin: `http://${OWN.host}` }],
  ["the public address behind a proxy", { ...OWN, origin: "https://mail.example.com" }],
  ["the console's address behind CloudFront", { ...OWN, origin: "https://d1.cloudfront.net" }],
])("a change by a cookie with %s is done", async (_, headers) => {
  const { signIn, as, call, world } = await makeBrowser();
  world.runtime.consoleUrl = "https://d1.cloudfront.net";
  const { cookie } = await signIn({ key: "drip_admin" });
  const change = await call("PUT", "/v1/settings", {}, as(cookie, { ...CONSOLE, ...headers }));
  expect(change.status).toBe(200);
});

test("with an Authorization header the cookie does not count", async () => {
  const { signIn, call } = await makeBrowser();
  const { cookie } = await signIn({ key: "drip_admin" });
  const put = (key: string) => call("PUT", "/v1/settings", {}, { key, cookies: [cookie] });
  expect([(await put("drip_wrong")).status, (await put("drip_read")).status]).toEqual([401, 403]);
  expect((await put("drip_admin")).status).toBe(200);
});

test("two cookies of the name are none: one was planted", async () => {
  const { signIn, call } = await makeBrowser();
  const mine = (await signIn({ key: "drip_admin" })).cookie;
  const theirs = (await signIn({ key: "drip_read" })).cookie;
  const both = { key: null, cookies: [theirs, mine] };
  expect((await call("GET", "/v1/settings", undefined, both)).status).toBe(401);
  const other = { key: null, cookies: ["a=1", mine, "x_dripstack_session=2"] };
  expect((await call("GET", "/v1/settings", undefined, other)).status).toBe(200);
});

test("signing out ends the session and takes the cookie away", async () => {
  const { signIn, as, call } = await makeBrowser();
  const { cookie } = await signIn({ key: "drip_read" });
  const other = (await signIn({ key: "drip_read" })).cookie;
  const out = await call("DELETE", "/v1/sessions/current", undefined, as(cookie, CONSOLE));
  expect([out.status, out.cookies]).toEqual([
    204,
    ["dripstack_session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0"],
  ]);
  expect((await call("GET", "/v1/me", undefined, as(cookie))).status).toBe(401);
  expect((await call("GET", "/v1/me", undefined, as(other))).status).toBe(200);
  expect((await call("DELETE", "/v1/sessions/current")).status).toBe(404);
});

test("a session ends with its key, revoked or expired", async () => {
  const { signIn, as, call, clock } = await makeBrowser();
  const make = async (more: object) =>
    (await call("POST", "/v1/keys", { name: "k", scopes: ["read"], ...more })).body;
  const revoked = await make({});
  const expiring = await make({ expiresAt: "2026-03-02T13:00:00Z" });
  for (const [{ key }, end] of [
    [revoked, () => call("DELETE", `/v1/keys/${revoked.id}`)],
    [expiring, async () => clock.advance(HOUR_MS)],
  ] as const) {
    const { cookie } = await signIn({ key });
    expect((await call("GET", "/v1/me", undefined, as(cookie))).status).toBe(200);
    await end();
    const { status, body } = await call("GET", "/v1/me", undefined, as(cookie));
    expect([status, body.detail]).toEqual([
      401,
      "the key of this session was revoked or has expired: sign in again",
    ]);
    expect((await signIn({ key })).status).toBe(401);
  }
});

test("the key's rate holds for its sessions too, and its idempotent requests are the same", async () => {
  const { signIn, as, call } = await makeBrowser();
  const limits = { requestsPerSecond: 5 };
  const { key } = (await call("POST", "/v1/keys", { name: "k", scopes: ["admin"], limits })).body;
  const { cookie } = await signIn({ key });
  const make = { name: "other", scopes: ["read"] };
  const once = { "idempotency-key": "once" };
  expect((await call("POST", "/v1/keys", make, { key, headers: once })).status).toBe(201);
  const again = await call("POST", "/v1/keys", make, as(cookie, { ...CONSOLE, ...once }));
  expect([again.status, again.body.detail]).toEqual([409, expect.stringContaining("shown once")]);
  const statuses = [];
  for (let n = 0; n < 4; n++) {
    statuses.push((await call("GET", "/v1/me", undefined, as(cookie))).status);
  }
  expect(statuses).toEqual([200, 200, 429, 429]);
});

test("health shows a session what it shows a key", async () => {
  const { signIn, as, call } = await makeBrowser();
  const { cookie } = await signIn({ key: "drip_read" });
  expect((await call("GET", "/v1/health", undefined, as(cookie))).body).toHaveProperty("checks");
});

test("`me` tells a key its name and scopes", async () => {
  const { call } = await makeBrowser();
  expect((await call("GET", "/v1/me", undefined, { key: "drip_send" })).body).toEqual({
    id: expect.stringMatching(/^\w{16}$/),
    name: "send",
    scopes: ["send"],
    via: "key",
    expiresAt: null,
  });
});

test("wrong keys and codes are slowed as wrong keys are anywhere; so are made-up sessions", async () => {
  for (const guess of ["key", "code", "session"]) {
    const { signIn, call, as } = await makeBrowser();
    const statuses = [];
    for (let n = 0; n < 120; n++) {
      const wrong = `guess-${n}`.padEnd(43, "x");
      const { status } =
        guess === "session"
          ? await call("GET", "/v1/me", undefined, as(`dripstack_session=${wrong}`))
          : await signIn({ [guess]: wrong });
      statuses.push(status);
    }
    expect([guess, statuses]).toEqual([guess, [...Array(100).fill(401), ...Array(20).fill(429)]]);
  }
});

test("what can be no session is refused without a look", async () => {
  const { call, as, world } = await makeBrowser();
  world.table.get = () => Promise.reject(new Error("it looked"));
  for (const token of ["", "x", "x".repeat(44), "x".repeat(42).concat("=")]) {
    const { status } = await call("GET", "/v1/me", undefined, as(`dripstack_session=${token}`));
    expect(status).toBe(401);
  }
});
