import { expect, test } from "vitest";
import { makeApi } from "#test/support/api.ts";
import { START } from "#test/support/world.ts";

const made = async () => {
  const api = await makeApi();
  const shop = (await api.call("POST", "/v1/sources", { id: "shop" })).body;
  return { ...api, shop };
};

test("a source is made under a name, with a secret that is its own", async () => {
  const { call, shop } = await made();
  const { secret } = shop;
  const createdAt = new Date(START).toISOString();
  expect(shop).toEqual({
    id: "shop",
    url: "https://mail.example.com/hooks/shop",
    createdAt,
    secret,
    secrets: [{ id: expect.stringMatching(/^s_[\w-]{12}$/), createdAt, secret }],
  });
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect((await call("GET", "/v1/sources/shop")).body).toEqual(shop);
  const other = await call("POST", "/v1/sources", { id: "billing" });
  expect(other.body.secret).not.toBe(secret);
});

test("no secret is in the list, nor in any table", async () => {
  const { call, shop, database } = await made();
  const { secrets: secretsOf, ...rest } = shop;
  const list = await call("GET", "/v1/sources", undefined, { key: "drip_read" });
  const [{ id, createdAt }] = secretsOf;
  const { secret: _, ...listed } = rest;
  expect(list.body).toEqual({ items: [{ ...listed, secrets: [{ id, createdAt }] }], cursor: null });
  const rows = JSON.stringify(database.sql.prepare(`SELECT * FROM "library"`).all());
  expect(rows).toContain("source#shop");
  expect(rows).not.toContain(shop.secret.slice(6));
});

test.each([
  ["GET", "/v1/sources/shop", 403],
  ["POST", "/v1/sources", 403],
  ["POST", "/v1/sources/shop/rotate", 403],
  ["DELETE", "/v1/sources/shop", 403],
])("%s %s is an admin's", async (method, path, status) => {
  const { call } = await made();
  const body = path === "/v1/sources" ? { id: "x" } : undefined;
  for (const key of ["drip_read", "drip_send"]) {
    expect((await call(method, path, body, { key })).status).toBe(status);
  }
});

test("what is not there is named, and a name is taken once", async () => {
  const { call } = await made();
  const statuses = [
    await call("POST", "/v1/sources", { id: "shop" }),
    await call("POST", "/v1/sources", { id: "My Shop" }),
    await call("GET", "/v1/sources/crm"),
    await call("POST", "/v1/sources/crm/rotate"),
    await call("DELETE", "/v1/sources/crm"),
    await call("DELETE", "/v1/sources/shop/secrets/s_1"),
  ];
  expect(statuses.map(({ status }) => status)).toEqual([409, 422, 404, 404, 404, 404]);
});

test("two rotations at once leave two secrets", async () => {
  const { call } = await made();
  const rotate = () => call("POST", "/v1/sources/shop/rotate");
  const answers = await Promise.all([rotate(), rotate()]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  expect((await call("GET", "/v1/sources/shop")).body.secrets).toHaveLength(2);
});

test("there are at most 200 sources", async () => {
  const { call } = await made();
  for (let i = 1; i < 200; i++) await call("POST", "/v1/sources", { id: `s${i}` });
  expect((await call("POST", "/v1/sources", { id: "one-more" })).status).toBe(409);
});
