import { Webhook } from "standardwebhooks";
import { beforeAll, describe, expect, test } from "vitest";
import { EVENTS } from "#events/index.ts";
import { answer as answerHook } from "#functions/inbound-webhooks/answer.ts";
import { findContact } from "#shared/audience/contacts/index.ts";
import { DATE_REACHED, ENROLLED, SEGMENT_ENTERED } from "#shared/audience/events/index.ts";
import { react } from "#shared/automation/dispatch/index.ts";
import { parseWorkMessage } from "#shared/queue/index.ts";
import { toEvent } from "#test/functions/public/request.ts";
import { type Engine, makeEngine } from "#test/support/engine.ts";

const OWN_NAMES = EVENTS.map(({ name }) => name);
/** Names that may become ours: their prefix is. */
const KEPT_FREE = [
  "sequence.",
  "sequence.exited",
  "contact.merged",
  "segment.x",
  "date.x",
  "message.",
];

const post = (body: (name: string) => object) => async (engine: Engine, name: string) =>
  (await engine.call("POST", "/v1/events", body(name))).status;
const event = (name: string) => ({ email: "eve@example.com", name, data: { sequence: "paid" } });

/** Every way by which others name an event; the status that it answers. */
const WAYS: Record<string, (engine: Engine, name: string) => Promise<number | undefined>> = {
  "POST /v1/events": post((name) => ({ events: [event(name)] })),
  "POST /v1/events, among others": post((name) => ({ events: [event("seen"), event(name)] })),
  "POST /v1/events, as history": post((name) => ({ events: [event(name)], backfill: true })),
  "POST /v1/events, skipping": post((name) => ({ events: [event(name)], onConflict: "skip" })),
  "POST /v1/events, merging": post((name) => ({ events: [event(name)], onConflict: "merge" })),
  "POST /hooks/{source}": async ({ world, must }, name) => {
    const { email, data } = event(name);
    const body = JSON.stringify({ type: name, data: { email, ...data } });
    const { secret } = (await must("GET", "/v1/sources/crm")).body;
    const [id, at] = ["msg_1", new Date()];
    const headers = {
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": new Webhook(secret).sign(id, at, body),
    };
    const posted = toEvent("/hooks/crm", { method: "POST", headers, body });
    return (await answerHook(world, posted, () => {})).statusCode;
  },
  "a step `emit`": async ({ call }, name) => {
    const steps = { tell: { kind: "emit", event: name, next: null } };
    const enter = [{ event: "seen" }];
    const definition = { name: "Forger", enter, start: "tell", steps };
    return (await call("PUT", "/v1/sequences/forger", definition)).status;
  },
};

/** A sequence that each of our events would let in, were it believed. */
async function openToAll() {
  const engine = await makeEngine();
  await engine.must("PUT", "/v1/segments/paying", {
    name: "Paying",
    condition: { attribute: "plan", is: "pro" },
  });
  const enter = [
    { api: true },
    { segment: "paying" },
    ...OWN_NAMES.map((name) => ({ event: name })),
  ];
  await engine.publish("paid", { enter });
  await engine.put("eve", { existing: true });
  await engine.must("POST", "/v1/sources", { id: "crm" });
  return engine;
}

let engine: Engine;
beforeAll(async () => {
  engine = await openToAll();
});

describe.each(Object.entries(WAYS))("%s", (_, way) => {
  test.each([...OWN_NAMES, ...KEPT_FREE])("takes no %s", async (name) => {
    const before = engine.snapshot();
    expect(await way(engine, name)).toBe(422);
    expect(engine.snapshot()).toBe(before);
  });

  test("takes a name that is not ours", async () => {
    expect(await way(engine, "sequences.paid")).toBeLessThan(300);
    await engine.settle();
  });
});

describe("a forged message on the queue", () => {
  const receive = async (body: object) =>
    react(engine.world, [{ id: "m", body: parseWorkMessage(body), again: false }]);
  /** The result of a message with an event. */
  const forge = async (message: (event: object) => object, name: string) => {
    const contact = (await findContact(engine.world, "eve"))!.data.id;
    const at = engine.clock.now();
    const data = { sequence: "paid", segment: "paying" };
    const body = message({ contact, id: "f", name, at, data });
    const failed = await receive(body).then(
      () => undefined,
      (error: Error) => error.name,
    );
    await engine.settle();
    const { items } = (await engine.must("GET", "/v1/contacts/eve/timeline")).body;
    const isStored = items.some((one: { name?: string }) => one.name === name);
    return { failed, inside: await engine.inside("paid"), isStored };
  };
  const REFUSED = { failed: "InvalidInput", inside: [], isStored: false };

  test.each(OWN_NAMES)("named %s starts no run and is not stored", async (name) => {
    expect(await forge((event) => ({ event }), name)).toEqual(REFUSED);
    expect(await forge((event) => ({ event: { ...event, backfill: true } }), name)).toEqual(
      REFUSED,
    );
  });

  test("does not pass another's event off as one of ours", async () => {
    expect(await forge((internalEvent) => ({ internalEvent }), "order.paid")).toEqual(REFUSED);
  });
});

test("a simulation tells of our events by their own lines", async () => {
  const { must, call } = engine;
  const simulate = (event: string) =>
    call("POST", "/v1/sequences/paid/simulate", { events: [{ at: "P1D", event }] });
  await must("POST", "/v1/sequences/paid/simulate", { events: [{ at: "P1D", enrolled: {} }] });
  for (const name of [ENROLLED, SEGMENT_ENTERED, DATE_REACHED, "segment.x"]) {
    const { status, body } = await simulate(name);
    expect([name, status, body.errors?.[0].path]).toEqual([name, 422, "/events/0/event"]);
  }
  expect((await simulate("message.clicked")).status).toBe(200);
});
