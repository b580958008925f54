import { expect, test } from "vitest";
import { createHandler } from "#functions/deliver/handler.ts";
import { lambdaContext } from "#infra/standalone/lambda-context.ts";
import { queueEvent } from "#infra/standalone/queue-event.ts";
import { publishMany } from "#test/platform/live-definitions/publish-many.ts";
import { makeApi, setUpSending } from "#test/support/api.ts";

async function makeStoppable() {
  const api = await makeApi();
  await setUpSending(api);
  const deliver = createHandler(api.world) as unknown as (e: object, c: object) => Promise<void>;
  const deliverAll = async () => {
    const batch = api.queue.receive("deliver-now", 10);
    if (batch.length > 0) await deliver(queueEvent("deliver-now", batch), lambdaContext());
    await api.queue.ack(batch.map(({ id }) => id));
  };
  const body = { to: "ada@example.com", templateId: "receipt", data: {} };
  const post = async () => (await api.call("POST", "/v1/messages", body)).body.id as string;
  return { ...api, deliverAll, post };
}

test("while the kill switch is on no mail leaves, and says why it is held", async () => {
  const { call, post, deliverAll, sent } = await makeStoppable();
  expect((await call("GET", "/v1/sending")).body).toEqual({ stoppedAt: null });
  const stopped = await call("POST", "/v1/sending/stop");
  expect(stopped).toMatchObject({ status: 200, body: { stoppedAt: "2026-03-02T12:00:00.000Z" } });
  const id = await post();
  await deliverAll();
  expect(sent).toEqual([]);
  const { body } = await call("GET", `/v1/messages/${id}`);
  expect(body).toMatchObject({ state: "held", reason: "stopped" });
});

test("stopping twice keeps the first instant, and what waited goes after resuming", async () => {
  const { call, post, deliverAll, clock, world, sent } = await makeStoppable();
  await call("POST", "/v1/sending/stop");
  clock.advance(60_000);
  const again = await call("POST", "/v1/sending/stop");
  expect(again.body.stoppedAt).toBe("2026-03-02T12:00:00.000Z");
  const id = await post();
  await deliverAll();
  expect((await call("POST", "/v1/sending/resume")).body).toEqual({ stoppedAt: null });
  clock.advance(15 * 60_000);
  await world.queue.send("deliver-now", [{ body: { mails: [id] } }]);
  await deliverAll();
  expect(sent.map(({ messageId }) => messageId)).toEqual([id]);
});

test("only an admin may use the kill switch", async () => {
  const { call } = await makeApi();
  expect((await call("POST", "/v1/sending/stop", undefined, { key: "drip_send" })).status).toBe(
    403,
  );
});

test("with 10,000 published sequences the kill switch stops all mail, and one more is refused by name until another leaves", async () => {
  const { call, post, deliverAll, world, sent } = await makeStoppable();
  const draft = { name: "One", enter: [{ event: "signed_up" }], start: "s" };
  const steps = { s: { kind: "wait", for: "P1D", next: null } };
  for (const id of ["first", "last"]) {
    expect((await call("PUT", `/v1/sequences/${id}`, { ...draft, steps })).status).toBe(200);
  }
  expect((await call("POST", "/v1/sequences/first/publish")).status).toBe(200);
  await publishMany(world, 9_999);
  expect(await call("POST", "/v1/sequences/last/publish")).toMatchObject({
    status: 422,
    body: { detail: "a workspace has room for at most 10000 published sequences: archive some" },
  });
  expect((await call("POST", "/v1/sending/stop")).status).toBe(200);
  const id = await post();
  await deliverAll();
  expect(sent).toEqual([]);
  expect((await call("GET", `/v1/messages/${id}`)).body).toMatchObject({ reason: "stopped" });
  expect((await call("POST", "/v1/sequences/first/archive")).status).toBe(200);
  expect((await call("POST", "/v1/sequences/last/publish")).status).toBe(200);
  expect((await call("POST", "/v1/sending/resume")).body).toEqual({ stoppedAt: null });
});
