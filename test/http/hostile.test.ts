import fc from "fast-check";
import { expect, test } from "vitest";
import { routes } from "#functions/api/routes.ts";
import { makeApi, setUpSending } from "#test/support/api.ts";

/** A good body for each route that has one, for a hostile hand to spoil. */
const BODIES: Record<string, object> = {
  "/v1/events": {
    events: [{ id: "e", contactId: "ada", email: "b@example.com", name: "n", data: { a: [1] } }],
  },
  "/v1/contacts/{id}": { email: "a@example.com", attributes: { a: "b" }, timeZone: "UTC" },
  "/v1/templates/{id}": { subject: "{{ a }}", html: "<p>{{ b }}</p>", text: "c" },
  "/v1/sequences/{id}": {
    name: "N",
    enter: [{ event: "n" }],
    exit: [
      {
        any: [
          { attribute: "plan", is: "pro" },
          { event: "n", count: { gte: 2 } },
          { attribute: "d", ahead: { lte: "P1D" } },
          { event: "n", sum: { field: "f", gt: 1 }, within: "P1D" },
        ],
      },
    ],
    start: "a",
    steps: {
      a: { kind: "waitFor", event: "n", timeout: "P3D", next: "b", otherwise: null },
      b: {
        kind: "branch",
        cases: [{ when: { attribute: "a", is: 1 }, next: null }],
        otherwise: null,
      },
    },
  },
  "/v1/messages": { to: "a@example.com", templateId: "receipt", data: { a: 1 } },
  "/v1/settings": {
    from: { name: "N", email: "a@example.com" },
    postalAddress: "P",
    timeZone: "UTC",
  },
  "/v1/keys": { name: "N", scopes: ["read"] },
  "/v1/suppressions/{email}": { reason: "manual" },
};

type Spoil = { at: number; value: unknown; drop: boolean };

/** The body with one of its values, the nth met, replaced or left out. */
function spoil(body: unknown, { at, value, drop }: Spoil): unknown {
  let met = 0;
  const walk = (inner: unknown): unknown => {
    if (met++ === at) return drop ? undefined : value;
    if (Array.isArray(inner)) return inner.map(walk);
    if (typeof inner !== "object" || inner === null) return inner;
    return Object.fromEntries(Object.entries(inner).map(([key, one]) => [key, walk(one)]));
  };
  return walk(body);
}

const id = fc.oneof(
  fc.constantFrom("ada", "a", "receipt", "a@example.com", "c_0mjm2xw00aaaaaaaa", "..", "%", "#"),
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc.string({ unit: "binary", maxLength: 300 }),
);

test("no request makes us be at fault, and every refusal of a body names a place", async () => {
  const api = await makeApi();
  await setUpSending(api);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...routes.filter(({ path }) => path !== "/v1/openapi.json")),
      id,
      fc.record({
        at: fc.nat(35),
        drop: fc.boolean(),
        value: fc.oneof(fc.jsonValue(), fc.string({ unit: "binary" }), fc.double()),
      }),
      fc.option(fc.string(), { nil: undefined }),
      async (route, raw, change, cursor) => {
        const url = route.path.replace(/\{\w+\}/, encodeURIComponent(raw));
        const query = cursor === undefined ? "" : `?cursor=${encodeURIComponent(cursor)}`;
        const body = spoil(BODIES[route.path], change);
        const answer = await api.call(route.method, url + query, body);
        expect(answer.status, JSON.stringify([url, body, api.logged.at(-1)])).toBeLessThan(500);
        if (answer.status === 422) expect(answer.body.errors.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 1500, seed: 7 },
  );
}, 120_000);
