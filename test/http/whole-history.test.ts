import { expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "#shared/kernel/time.ts";
import { type Engine, makeEngine } from "#test/support/engine.ts";
import { START } from "#test/support/world.ts";

const rest = { kind: "wait", for: "P60D", next: null };

/** Posts events that happened one after the other, up to an hour ago. */
async function post(engine: Engine, name: string, count: number, data: object, contactId = "ann") {
  for (let i = 0; i < count; i += 500) {
    const events = Array.from({ length: Math.min(500, count - i) }, (_, n) => {
      const at = new Date(START - HOUR_MS - (i + n) * 1000).toISOString();
      return { contactId, name, at, data };
    });
    await engine.must("POST", "/v1/events", { events });
    await engine.settle();
  }
}

test("a contact that ordered stays a buyer after a thousand page views, and leaves when the order is too old", async () => {
  const engine = await makeEngine();
  const { must, put, members, inside, goTo } = engine;
  await put("ann");
  engine.clock.advance(1);
  const save = (id: string, condition: object) =>
    must("PUT", `/v1/segments/${id}`, { name: id, condition });
  await save("buyers", { event: "ordered", sum: { field: "basket.total", gte: 30 } });
  await save("others", { event: "ordered", did: false });
  await engine.publish("win-back", {
    enter: [{ segment: "others", when: "entered" }],
    exit: [{ event: "ordered", where: { "basket.total": { gte: 30 } } }],
    steps: { rest },
  });
  await engine.publish("course", {
    enter: [{ event: "asked" }],
    exit: [{ event: "ordered" }],
    steps: { rest },
  });
  await post(engine, "ordered", 1, { basket: { total: 30 }, note: "x".repeat(50_000) });
  await post(engine, "page_viewed", 1_100, { path: "/", from: "y".repeat(100) });
  await engine.happen("ann", "asked");
  expect(await members("buyers")).toEqual(["ann"]);
  expect(await members("others")).toEqual([]);
  expect([await inside("win-back"), await inside("course")]).toEqual([[], []]);
  const { body } = await must("GET", "/v1/contacts/ann/segments/buyers");
  expect(body.why).toMatchObject({ matches: true, saw: { count: 1, sum: 30 } });
  const tooOld = START - HOUR_MS + 400 * DAY_MS;
  await goTo(tooOld - HOUR_MS);
  expect(await members("buyers")).toEqual(["ann"]);
  await goTo(tooOld + HOUR_MS);
  expect(await members("buyers")).toEqual([]);
  expect(await members("others")).toEqual(["ann"]);
  expect(await inside("win-back")).toEqual(["ann"]);
});

test("a burst of events of one contact is taken in whole at the first try", async () => {
  const engine = await makeEngine();
  await engine.put("ann");
  await engine.must("PUT", "/v1/segments/busy", {
    name: "Busy",
    condition: { event: "clicked", count: { gte: 400 } },
  });
  await post(engine, "clicked", 400, {});
  expect(await engine.members("busy")).toEqual(["ann"]);
});

test("large data goes through a sequence whole: into its key, its exit, its webhook, its explanation", async () => {
  const engine = await makeEngine();
  await engine.put("ann");
  await engine.publish("cart", {
    enter: [{ event: "cart" }],
    reentry: { perKey: "cart.id" },
    exit: [{ event: "ordered", where: { "cart.id": { is: { entry: "cart.id" } } } }],
    start: "call",
    steps: {
      call: {
        kind: "webhook",
        url: "https://crm.example.com/in",
        body: { items: { event: "cart.items" } },
        next: null,
      },
    },
  });
  const cart = (id: unknown) => ({ cart: { id, items: [{ note: "n".repeat(20_000) }] } });
  await engine.happen("ann", "cart", cart(7));
  await engine.happen("ann", "cart", cart("7"));
  await engine.happen("ann", "cart", { cart: {} });
  const bodies = engine.called.flat().map((one) => JSON.parse((one as { body: string }).body).data);
  expect(bodies.map(({ event, items }) => [event.data, items])).toEqual(
    [cart(7), cart("7")].map((data) => [data, data.cart.items]),
  );
  expect(await engine.inside("cart")).toEqual(["ann", "ann"]);
  const { past } = (await engine.must("GET", "/v1/contacts/ann/explain?sequence=cart")).body;
  expect(past.map(({ entry }: { entry: { data: object } }) => entry.data)).toEqual(
    expect.arrayContaining([cart(7), cart("7")]),
  );
  await engine.happen("ann", "ordered", { cart: { id: 7 } });
  const { items } = (await engine.must("GET", "/v1/sequences/cart/enrollments")).body;
  expect(items.map(({ key }: { key: string }) => key)).toEqual(['"7"']);
});

test("what is too large is refused with its place", async () => {
  const engine = await makeEngine();
  await engine.put("ann");
  const paths = async (method: string, path: string, body: object) => {
    const answer = await engine.call(method, path, body);
    expect(answer.status).toBe(422);
    return answer.body.errors.map(({ path: at }: { path: string }) => at);
  };
  const list = (count: number, size: number) => Array(count).fill("x".repeat(size));
  const put = (tags: unknown) => paths("PUT", "/v1/contacts/ann", { attributes: { tags } });
  expect(await put("x".repeat(2_001))).toEqual(["/attributes/tags"]);
  expect(await put(list(101, 1))).toEqual(["/attributes/tags"]);
  expect(await put(list(5, 2_000))).toEqual(["/attributes/tags"]);
  const event = { contactId: "ann", name: "cart", data: { x: "x".repeat(65_536) } };
  expect(await paths("POST", "/v1/events", { events: [event] })).toEqual(["/events/0/data"]);
  const condition = { event: "cart", count: { lte: 1_000 } };
  expect(await paths("PUT", "/v1/segments/some", { name: "Some", condition })).toEqual([
    "/condition/count/lte",
  ]);
  const never = { event: "cart", last: { ago: { gte: "P400D" } } };
  expect(await paths("PUT", "/v1/segments/some", { name: "Some", condition: never })).toEqual([
    "/condition/last/ago/gte",
  ]);
});
