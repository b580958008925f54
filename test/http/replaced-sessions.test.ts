import { expect, test } from "vitest";
import { makeBrowser } from "./browser.ts";

test("a sign-in ends the session whose cookie came with it, even of another key", async () => {
  const { signIn, as, call } = await makeBrowser();
  const first = await signIn({ key: "drip_read" });
  const next = await signIn({ key: "drip_admin" }, { cookies: [first.cookie] });
  expect(next.status).toBe(201);
  expect((await call("GET", "/v1/me", undefined, as(first.cookie))).status).toBe(401);
  expect((await call("GET", "/v1/me", undefined, as(next.cookie))).body.name).toBe("admin");
  // One that fails ends none; nor does a cookie that is no session hinder one.
  await signIn({ key: "drip_wrong" }, { cookies: [next.cookie] });
  expect((await call("GET", "/v1/me", undefined, as(next.cookie))).status).toBe(200);
  const odd = await signIn({ key: "drip_read" }, { cookies: ["dripstack_session=none"] });
  expect(odd.status).toBe(201);
});

test("a sign-in for one key is refused to any other, and the session before lives on", async () => {
  const { signIn, as, call } = await makeBrowser();
  const { cookie, body } = await signIn({ key: "drip_read" });
  const other = { key: "drip_admin", keyId: body.id };
  const refused = await signIn(other, { cookies: [cookie] });
  expect([refused.status, refused.body.detail, refused.cookies]).toEqual([
    409,
    'this signs in with another key, "admin"',
    [],
  ]);
  expect((await call("GET", "/v1/me", undefined, as(cookie))).status).toBe(200);
  const { code } = (await call("POST", "/v1/sessions/links")).body;
  expect((await signIn({ code, keyId: body.id })).status).toBe(409);
  // The refusal spent no code.
  expect((await signIn({ code })).status).toBe(201);
  expect((await signIn({ key: "drip_read", keyId: body.id })).status).toBe(201);
});
