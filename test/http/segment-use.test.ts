import { beforeAll, expect, test } from "vitest";
import { type Engine, makeEngine } from "#test/support/engine.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await makeEngine();
});

test("a segment names the segments and published sequences that read it", async () => {
  const condition = { subscribed: true };
  await engine.must("PUT", "/v1/segments/wanting", { name: "Wanting", condition });
  const vip = { name: "VIP", condition: { segment: "wanting" } };
  await engine.must("PUT", "/v1/segments/vip", vip);
  const usedBy = async () => (await engine.must("GET", "/v1/segments/wanting")).body.usedBy;
  expect(await usedBy()).toEqual({ segments: ["vip"], sequences: [] });
  await engine.publish("greet", { enter: [{ segment: "wanting" }] });
  expect(await usedBy()).toEqual({ segments: ["vip"], sequences: ["greet"] });
  const { items } = (await engine.must("GET", "/v1/segments")).body;
  expect(items.map((one: { usedBy: object }) => one.usedBy)).toEqual([
    { segments: [], sequences: [] },
    { segments: ["vip"], sequences: ["greet"] },
  ]);
});

test("a contact changed meanwhile is not overwritten by one who sends its version", async () => {
  await engine.put("ada", { attributes: { plan: "free" } });
  const { headers } = await engine.must("GET", "/v1/contacts/ada");
  const ifMatch = { "if-match": headers.etag! };
  engine.clock.at += 1_000;
  await engine.put("ada", { attributes: { plan: "pro" } });
  const path = "/v1/contacts/ada";
  const refused = await engine.call(
    "PUT",
    path,
    { attributes: { seats: 2 } },
    { headers: ifMatch },
  );
  expect(refused.status).toBe(412);
  const now = await engine.must("GET", path);
  expect(now.body.attributes).toEqual({ plan: "pro" });
  const again = { "if-match": now.headers.etag! };
  const done = await engine.call("PUT", path, { attributes: { seats: 2 } }, { headers: again });
  expect(done.body.attributes).toEqual({ plan: "pro", seats: 2 });
});
