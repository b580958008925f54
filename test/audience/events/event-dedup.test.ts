import { expect, test } from "vitest";
import { findRecordedEvents, recordEventIds } from "#shared/audience/events/index.ts";
import { contactKey } from "#shared/audience/partition/index.ts";
import { makeEngine } from "#test/support/engine.ts";
import { makeWorld, START } from "#test/support/world.ts";

test("a guard that does not say what its event was guards what comes under its id", async () => {
  const { world } = makeWorld();
  const data = { at: START - 5, ordinal: 3 };
  const put = contactKey("ada", "g#e1");
  await world.table.write([{ put, v: 1, data, expiresAt: START + 1_000, expect: "absent" }]);
  const event = { contact: "ada", id: "e1", at: START, content: "ordered" };
  const same = [{ ...data, content: "ordered" }];
  expect(await findRecordedEvents(world, [event])).toEqual(same);
  expect(await recordEventIds(world, [event], START)).toEqual(same);
});

test("what was guarded without its content is known when it is sent again, as an event and an enrollment", async () => {
  const engine = await makeEngine();
  await engine.publish("vip", { enter: [{ api: true }] });
  await engine.put("ada");
  const event = { contactId: "ada", name: "ordered", id: "e1", data: { total: 5 } };
  const gift = { contactId: "ada", id: "gift", data: { a: 1 } };
  const post = () => engine.must("POST", "/v1/events", { events: [event] });
  const enroll = () => engine.must("POST", "/v1/sequences/vip/enrollments", gift);
  await post();
  const first = await enroll();
  await engine.settle();
  engine.database.sql.exec(
    "UPDATE people SET data = json_remove(data, '$.content') WHERE sk LIKE 'g#%'",
  );
  expect((await post()).body).toMatchObject({ accepted: 0, duplicates: 1 });
  expect((await enroll()).body).toEqual(first.body);
});
