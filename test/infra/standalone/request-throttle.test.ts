import { expect, test } from "vitest";
import { routes } from "#functions/api/routes.ts";
import { keylessPaths, RequestThrottle } from "#infra/standalone/request-throttle.ts";

const ROUTES = {
  "/c": { perSecond: 100, burst: 200 },
  "/u": { perSecond: 100, burst: 200 },
  "/hooks": { perSecond: 50, burst: 100 },
  "/v1": { perSecond: 100, burst: 200 },
};

function makeGate() {
  const time = { ms: 0 };
  const gate = new RequestThrottle(ROUTES, () => time.ms, keylessPaths(routes));
  const head = (rawPath: string, sourceIp: string, key?: string) =>
    ({
      rawPath,
      headers: key === undefined ? {} : { authorization: key },
      requestContext: { http: { sourceIp } },
    }) as unknown as Parameters<RequestThrottle["allows"]>[0];
  /** How many of so many requests at once go on. */
  const flood = (count: number, path: (n: number) => string, address = "192.0.2.1", key?: string) =>
    Array.from({ length: count }, (_, n) => gate.allows(head(path(n), address, key))).filter(
      Boolean,
    ).length;
  return { time, gate, head, flood };
}

test("one address has a share of each kind of path, which comes back with time", () => {
  const { time, flood } = makeGate();
  expect(flood(1_000, (n) => `/c/${n}`)).toBe(40);
  time.ms += 1_000;
  expect(flood(1_000, (n) => `/c/${n}`)).toBe(20);
});

test("requests of a session are limited where sessions are read, as those of a key are", () => {
  const { gate, head } = makeGate();
  const page = (cookies: string[], path = "/v1/settings") => {
    const asked = { ...head(path, "192.0.2.1"), cookies };
    return Array.from({ length: 500 }, () => gate.allows(asked)).filter(Boolean).length;
  };
  expect(page(["dripstack_session=x"])).toBe(500);
  expect(page(["dripstack_session=x"], "/v1/sessions")).toBe(60);
});

test("all addresses together have what the manifest says", () => {
  const { flood } = makeGate();
  const taken = Array.from({ length: 50 }, (_, n) => flood(40, () => "/c/x", `192.0.2.${n}`));
  expect(taken.reduce((sum, count) => sum + count)).toBe(200);
});

test("a flood of one kind leaves every other alone", () => {
  const { flood } = makeGate();
  const kinds = ["/c/x", "/hooks/x", "/v1/health", "/nothing"];
  for (const kind of kinds) expect(flood(3_000, () => kind)).toBeLessThan(300);
  for (let n = 0; n < kinds.length; n++) {
    const one = makeGate();
    for (const [i, kind] of kinds.entries()) if (i !== n) one.flood(3_000, () => kind);
    expect([kinds[n], one.flood(1, () => kinds[n]!)]).toEqual([kinds[n], 1]);
  }
});

test("nothing that others ask holds back an unsubscribe, only the same link posted on and on", () => {
  const { flood } = makeGate();
  for (const kind of ["/c/x", "/u/junk", "/p/x", "/v1/health"]) flood(3_000, () => kind);
  flood(3_000, (n) => `/u/junk-${n}`);
  const link = (n: number) => `/u/k1.${"payload".repeat(20)}.mac-${n}`;
  expect(flood(3_000, link)).toBe(3_000);
  expect(flood(100, () => link(1))).toBe(19);
});

test("what a key may ask is not counted here", () => {
  const { flood } = makeGate();
  expect(flood(10_000, () => "/v1/events", "192.0.2.1", "Bearer x")).toBe(10_000);
});

test.each(["/v1/openapi.json", "/v1/schemas/sequence.json", "/v1/openapi%2Ejson"])(
  "%s reads no key, and is counted with one as without",
  (path) => {
    const { flood } = makeGate();
    const taken = flood(10_000, () => path, "192.0.2.1", "Bearer x");
    expect(taken).toBeLessThan(300);
    expect(flood(1, () => path)).toBe(0);
  },
);

test("health reads a key that it is sent, the documents none", () => {
  expect(keylessPaths(routes)).toEqual(
    expect.arrayContaining(["/v1/openapi.json", "/v1/schemas/sequence.json"]),
  );
  expect(keylessPaths(routes)).not.toContain("/v1/health");
});

test("who was told too often that there is nothing waits for it, whatever the path", () => {
  const { time, gate, head } = makeGate();
  const repeated = (count: number, path: string, status: number) =>
    Array.from({ length: count }, () => gate.isRepeated(head(path, "192.0.2.1"), status)).filter(
      Boolean,
    ).length;
  expect(repeated(1_000, "/u/good", 200)).toBe(0);
  expect(repeated(1_000, "/v1/contacts/ada", 404)).toBe(0);
  expect(repeated(50, "/u/bad", 404)).toBe(0);
  expect(repeated(10, "/v1/settings", 401)).toBe(10);
  expect(gate.isRepeated(head("/u/bad", "192.0.2.2"), 404)).toBe(false);
  time.ms += 1_000;
  expect(repeated(10, "/hooks/x", 401)).toBe(5);
});

test("only the links and addresses that were seen last are remembered", () => {
  const { flood } = makeGate();
  expect([flood(100, () => "/u/a"), flood(100, () => "/u/a")]).toEqual([20, 0]);
  flood(20_002, (n) => `/u/${n}`);
  expect(flood(100, () => "/u/a")).toBe(20);
});
