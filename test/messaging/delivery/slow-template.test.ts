import { beforeEach, expect, test } from "vitest";
import { isolateMails } from "#shared/adapters/isolation/isolate-mails.ts";
import { createFairRender } from "#shared/content/rendering/index.ts";
import { putTemplate } from "#shared/content/templates/index.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import { postMessage } from "#shared/messaging/delivery/index.ts";
import { readMessage } from "#shared/messaging/messages/index.ts";
import { RendererEnded, type RenderRequest } from "#shared/ports/renderer.ts";
import { loadSimulated } from "#test/simulation/workspace.ts";
import { makeDays } from "#test/support/days.ts";

let days: Awaited<ReturnType<typeof makeDays>>;
beforeEach(async () => {
  days = await makeDays();
  await loadSimulated(days.world);
});

async function save(id: string) {
  const { world, clock } = days;
  const source = { subject: id, html: "<p>Hello</p>" };
  const compiled = await world.renderer.compile(source);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults));
  await putTemplate(world, id, source, compiled.template, clock.now());
}

/** Posts `count` mails of a template, and hands them to the lane in one message. */
async function post(templateId: string, count: number): Promise<string[]> {
  const { world, clock } = days;
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    const to = `${templateId}${n}@example.com`;
    const bornAt = clock.now();
    ids.push(
      await postMessage(world, { to, templateId, data: {}, bornAt, digest: to, byAdmin: true }),
    );
  }
  return ids;
}

const hand = (mails: string[]) => days.world.queue.send("deliver", [{ body: { mails } }]);
const subjects = () =>
  days.sent.map(({ raw }) => /^Subject: (.*)\r$/m.exec(String(Buffer.from(raw)))?.[1]);
const count = (subject: string) => subjects().filter((one) => one === subject).length;

test("a slow template's mails leave one after another, each once, and the others' at once", async () => {
  await save("slow");
  await save("quick");
  let cpu = 0;
  const fair = createFairRender({ cpuMs: () => (cpu += 1), monotonicMs: days.clock.now });
  days.world.renderer.render = (requests) =>
    fair(requests.map((one) => (one.template.subject === "slow" ? delayed(one) : one)));
  /** The same mail, which takes nearly half a second. */
  const delayed = (request: RenderRequest): RenderRequest => ({
    ...request,
    get data() {
      cpu += 400;
      return request.data;
    },
  });
  await hand([...(await post("slow", 12)), ...(await post("quick", 12))]);
  await days.pass(1_000);
  expect(count("quick")).toBe(12);
  expect(count("slow")).toBeLessThan(4);
  await days.pass(5 * MINUTE_MS);
  expect([count("quick"), count("slow")]).toEqual([12, 12]);
});

test("a mail that ends the renderer is held with that, and all others leave", async () => {
  await save("deadly");
  await save("quick");
  const { render } = days.world.renderer;
  days.world.renderer.render = isolateMails(async (requests) => {
    if (requests.some(({ template }) => template.subject === "deadly")) {
      throw new RendererEnded("it ended the renderer (SIGABRT)");
    }
    return render(requests);
  }, days.clock);
  const [id] = await post("deadly", 1);
  await hand([id!, ...(await post("quick", 12))]);
  await days.pass(MINUTE_MS);
  expect(count("quick")).toBe(12);
  expect((await readMessage(days.world, id!))!.data).toMatchObject({
    status: "held",
    reason: "template broken: it ended the renderer (SIGABRT)",
  });
  days.world.renderer.render = render;
  await days.pass(30 * MINUTE_MS);
  expect(count("deadly")).toBe(1);
});
