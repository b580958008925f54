import { beforeEach, expect, test } from "vitest";
import { putTemplate } from "#shared/content/templates/index.ts";
import { DAY_MS, HOUR_MS } from "#shared/kernel/time.ts";
import { postMessage } from "#shared/messaging/delivery/index.ts";
import { readMessage } from "#shared/messaging/messages/index.ts";
import { loadSimulated } from "#test/simulation/workspace.ts";
import { makeDays } from "#test/support/days.ts";

let days: Awaited<ReturnType<typeof makeDays>>;
beforeEach(async () => {
  days = await makeDays();
  await loadSimulated(days.world);
});

/** Saves the next version of the template that all mails here are of. */
async function save(subject: string) {
  const { world, clock } = days;
  const source = { subject, html: "<p>Hello</p>" };
  const compiled = await world.renderer.compile(source);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults));
  await putTemplate(world, "receipt", source, compiled.template, clock.now());
}

async function post(to: string, data: Record<string, unknown>, ageMs = 0): Promise<string> {
  const { world, clock } = days;
  const id = await postMessage(world, {
    to,
    templateId: "receipt",
    data,
    bornAt: clock.now() - ageMs,
    byAdmin: true,
    digest: to,
  });
  await world.queue.send("deliver-now", [{ body: { mails: [id] } }]);
  return id;
}

const row = async (id: string) => (await readMessage(days.world, id))!.data;

const BROKEN = "{{ data.code | base64_decode }}";
const HELD = {
  status: "held",
  reason: "template broken: invalid base64 provided to base64_decode",
};

test("a mail that its template stops is held, others leave, and the next version lets it go once", async () => {
  await save(BROKEN);
  const id = await post("ada@example.com", { code: "?" });
  await post("bob@example.com", { code: "YQ==" });
  await days.pass(3 * HOUR_MS);
  expect(await row(id)).toMatchObject(HELD);
  expect(days.sent.map(({ to }) => to)).toEqual(["bob@example.com"]);
  await save("Your code");
  await days.pass(HOUR_MS);
  expect(days.sent.map(({ to }) => to)).toEqual(["bob@example.com", "ada@example.com"]);
  expect(await row(id)).toMatchObject({ status: "sent", subject: "Your code", attempt: 1 });
  await days.pass(2 * HOUR_MS);
  expect(days.sent).toHaveLength(2);
});

test("a mail whose template stays broken for a week is dropped as too late", async () => {
  await save(BROKEN);
  const id = await post("ada@example.com", { code: "?" }, 7 * DAY_MS - 2 * HOUR_MS);
  await days.pass(HOUR_MS);
  expect(await row(id)).toMatchObject(HELD);
  await days.pass(2 * HOUR_MS);
  expect(await row(id)).toMatchObject({ status: "dropped", reason: "late" });
  await save("Your code");
  await days.pass(2 * HOUR_MS);
  expect(days.sent).toEqual([]);
});

test.each([
  ["a limit of memory", "{% for i in (1..data.n) %}{% endfor %}", "memory alloc limit"],
  ["a limit of steps", "{% for i in (1..60000) %}x{% endfor %}", "takes too long"],
])("a mail over %s is refused for good, as before", async (_, subject, reason) => {
  await save(subject);
  const id = await post("ada@example.com", { n: 3_000_000 });
  await days.pass(HOUR_MS);
  expect(await row(id)).toMatchObject({
    status: "refused",
    reason: expect.stringContaining(reason),
  });
});
