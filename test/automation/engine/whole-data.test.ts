import { beforeEach, expect, test } from "vitest";
import { putContact } from "#shared/audience/contacts/index.ts";
import { readHistory } from "#shared/audience/events/index.ts";
import { explain } from "#shared/insight/explanation/index.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import { makeScene } from "./scene.ts";

let scene: Awaited<ReturnType<typeof makeScene>>;
beforeEach(async () => {
  scene = await makeScene();
});

const cart = (characters: number) => ({
  id: "c1",
  items: [{ sku: "a", note: "n".repeat(characters) }, { sku: "b" }],
  owner: { name: "Ann", tags: ["x"] },
});

/** What the requests that were handed over would post as `data`. */
const posted = () =>
  scene.called.flat().map((request) => JSON.parse((request as { body: string }).body).data);

const webhook = {
  kind: "webhook",
  url: "https://crm.example.com/in",
  body: { owner: { event: "owner" }, sku: { event: "items.1.sku" }, items: { event: "items" } },
  next: null,
};

test.each([10, 600, 40_000])(
  "a webhook is sent the entering event's data whole, with %i characters in it",
  async (characters) => {
    await scene.publish("crm", {
      enter: [{ event: "cart" }],
      start: "day",
      steps: { day: { kind: "wait", for: "P1D", next: "call" }, call: webhook },
    });
    const ann = await scene.person();
    const data = cart(characters);
    await scene.happen(ann, "cart", data);
    await scene.pass(DAY_MS + 60_000, 3_600_000);
    const [sent] = posted();
    expect(sent.event).toEqual({ name: "cart", data });
    expect(sent).toMatchObject({ owner: data.owner, sku: "b", items: data.items });
    const { past } = await explain(scene.world, ann, "crm", scene.clock.now());
    expect(past[0]!.entry.data).toEqual(data);
  },
);

test("exits and notices ask for fields of large entering events", async () => {
  await scene.publish("cart", {
    enter: [{ event: "cart" }],
    exit: [{ event: "ordered", where: { "cart.id": { is: { entry: "id" } } } }],
    start: "tell",
    steps: {
      tell: {
        kind: "notify",
        url: "https://hooks.example.com/x",
        text: "{{ event.id }} of {{ event.owner.name }}, {{ event.items.0.sku }}",
        next: "rest",
      },
      rest: { kind: "wait", for: "P9D", next: null },
    },
  });
  const ann = await scene.person();
  await scene.happen(ann, "cart", cart(5_000));
  const texts = scene.called.flat().map((one) => JSON.parse((one as { body: string }).body).text);
  expect(texts).toEqual(["c1 of Ann, a"]);
  await scene.happen(ann, "ordered", { cart: { id: "c2" } });
  expect(await scene.trail(ann, "cart")).not.toContain("rest exited");
  await scene.happen(ann, "ordered", { cart: { id: "c1" } }, "second");
  expect((await scene.trail(ann, "cart"))?.at(-1)).toMatch(/exited$/);
});

test("what an event says is passed on whole by emit and enroll", async () => {
  const data = {
    cart: { event: "items" },
    owner: { event: "owner" },
    deep: { event: "owner.name" },
  };
  await scene.publish("second", {
    enter: [{ api: true }],
    start: "call",
    steps: { call: webhook },
  });
  await scene.publish("first", {
    enter: [{ event: "cart" }],
    start: "emit",
    steps: {
      emit: { kind: "emit", event: "copied", data, next: "enroll" },
      enroll: { kind: "enroll", sequence: "second", data, next: null },
    },
  });
  const ann = await scene.person();
  const given = cart(2_000);
  await scene.happen(ann, "cart", given);
  const copied = { cart: given.items, owner: given.owner, deep: "Ann" };
  const wanted = new Map([["copied", { from: 0, data: true }]]);
  const history = await readHistory(scene.world, ann, wanted);
  expect(history.get("copied")?.map((one) => one.data)).toEqual([copied]);
  expect(posted()[0].event.data).toEqual({ ...copied, sequence: "second" });
});

test("an event that a step would make too large does not happen, and the trail says so", async () => {
  const all = { a: { event: "items" }, b: { event: "items" } };
  await scene.publish("first", {
    enter: [{ event: "cart" }],
    start: "emit",
    steps: { emit: { kind: "emit", event: "copied", data: all, next: null } },
  });
  const ann = await scene.person();
  await scene.happen(ann, "cart", cart(20_000));
  expect(await scene.trail(ann, "first")).toContain("emit too-large");
});

test("an attribute takes no object and nothing too large: it stays as it is", async () => {
  await scene.publish("first", {
    enter: [{ event: "cart" }],
    start: "set",
    steps: {
      set: {
        kind: "update",
        set: {
          owner: { event: "owner" },
          note: { event: "items.0.note" },
          sku: { event: "items.1.sku" },
        },
        next: null,
      },
    },
  });
  const ann = await scene.person();
  await putContact(scene.world, ann, { attributes: { owner: "Bob", note: "short" } });
  await scene.happen(ann, "cart", cart(2_001));
  expect((await scene.profile(ann)).attributes).toEqual({ owner: "Bob", note: "short", sku: "b" });
});

test("a change of an attribute is told with whole values", async () => {
  const tags = Array.from({ length: 30 }, (_, i) => `tag-${i}`);
  const long = `${"x".repeat(1_500)}needle`;
  await scene.publish("tagged", {
    enter: [{ attribute: "tags", to: { contains: "tag-29" } }],
    start: "end",
    steps: { end: { kind: "wait", for: "P1D", next: null } },
  });
  await scene.publish("noted", {
    enter: [{ attribute: "note", from: { exists: false }, to: { contains: "needle" } }],
    start: "end",
    steps: { end: { kind: "wait", for: "P1D", next: null } },
  });
  const ann = await scene.person();
  const before = scene.clock.now();
  scene.clock.advance(1);
  await putContact(scene.world, ann, { attributes: { tags, note: long } });
  await scene.work();
  expect(await scene.trail(ann, "tagged")).toContain("end entered");
  expect(await scene.trail(ann, "noted")).toContain("end entered");
  const wanted = new Map([["contact.updated", { from: before, data: true }]]);
  const history = await readHistory(scene.world, ann, wanted);
  const [told] = history.get("contact.updated")!;
  expect(told!.data.changes).toEqual({
    tags: { from: null, to: tags },
    note: { from: null, to: long },
  });
});

test("runs by key are told apart as their values are", async () => {
  await scene.publish("carts", {
    enter: [{ event: "cart" }],
    reentry: { perKey: "cart.id" },
    exit: [{ event: "ordered", where: { cart: { is: { entry: "cart.id" } } } }],
    start: "rest",
    steps: { rest: { kind: "wait", for: "P9D", next: null } },
  });
  const ann = await scene.person();
  const long = "y".repeat(250);
  const ids = [123, "123", `${long}1`, `${long}2`, "A", true];
  for (const [i, id] of ids.entries()) await scene.happen(ann, "cart", { cart: { id } }, `c${i}`);
  await scene.happen(ann, "cart", { cart: { id: { no: 1 } } }, "none");
  const runs = async () => {
    const { enrollments } = await scene.read(ann);
    return enrollments.filter(({ data }) => data.status === "active").length;
  };
  expect(await runs()).toBe(6);
  for (const [i, id] of ids.entries()) {
    await scene.happen(ann, "ordered", { cart: id }, `o${i}`);
    expect(await runs()).toBe(5 - i);
  }
});
