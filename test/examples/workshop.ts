import { readFileSync } from "node:fs";
import { putContact } from "#shared/audience/contacts/index.ts";
import type { Attributes } from "#shared/audience/profiles/index.ts";
import { saveSegment } from "#shared/audience/segments/index.ts";
import { putTemplate } from "#shared/content/templates/index.ts";
import { SECOND_MS } from "#shared/kernel/time.ts";
import { handleFeedback } from "#shared/messaging/feedback/index.ts";
import { leftAt, readMessages } from "#shared/messaging/messages/index.ts";
import type { CompiledTemplate, TemplateSource } from "#shared/ports/renderer.ts";
import type { WebhookRequest, WebhookResult } from "#shared/queue/index.ts";
import { makeScene } from "#test/automation/engine/scene.ts";
import { contentRenderer } from "#test/support/world.ts";
import { examples } from "../../examples/index.ts";

export type ExampleId = keyof typeof examples;

const read = (id: ExampleId, name: string) =>
  readFileSync(new URL(`../../examples/${id}/${name}`, import.meta.url), "utf8");
export const readJson = (id: ExampleId, name: string): unknown => JSON.parse(read(id, name));

type Written = { id: string; source: TemplateSource; template: CompiledTemplate };

const compiled = new Map<ExampleId, Promise<Written[]>>();
/** The templates in an example's folder, compiled once, as the API compiles them. */
export const compileTemplates = (id: ExampleId): Promise<Written[]> =>
  compiled.get(id) ?? compiled.set(id, compileAll(id)).get(id)!;

async function compileAll(id: ExampleId): Promise<Written[]> {
  const listed = readJson(id, "templates.json") as ({ id: string } & TemplateSource)[];
  const written = listed.map(async ({ id: name, ...head }) => {
    const source = { ...head, mjml: read(id, `${name}.mjml`) };
    const compiled = await contentRenderer.compile(source);
    if (!compiled.ok) throw new Error(`${name}: ${JSON.stringify(compiled.faults)}`);
    return { id: name, source, template: compiled.template };
  });
  return Promise.all(written);
}

/** The reply of another system to a step's request. */
export type Answering = (
  request: WebhookRequest,
) => Pick<WebhookResult, "outcome" | "status" | "attributes">;

/** A workspace with these examples published, in which the real pipeline works. */
export async function openWorkshop(ids: ExampleId[], answering?: Answering) {
  const scene = await makeScene();
  const { world, clock, queue } = scene;
  const requests: WebhookRequest[] = [];
  world.webhooks = {
    call: async (calls) => {
      for (const request of calls as WebhookRequest[]) {
        requests.push(request);
        const { origin, attempt } = request;
        const answer = answering?.(request) ?? { outcome: "refused", status: "404" };
        await queue.send("work", [{ body: { webhookResult: { origin, attempt, ...answer } } }]);
      }
    },
  };
  const lapsed = { name: "Lapsed", condition: { attribute: "stage", is: "lapsed" } };
  await saveSegment(world, "lapsed", lapsed, clock.now());
  for (const id of ids) {
    for (const { id: name, source, template } of await compileTemplates(id)) {
      await putTemplate(world, name, source, template, clock.now());
    }
    await scene.publish(id, examples[id]);
  }
  /** Makes or changes a person, and lets follow what follows. */
  const put = async (name: string, attributes: Attributes) => {
    const input = { email: `${name}@example.com`, attributes };
    const { id } = await putContact(world, name, input);
    await scene.work();
    return id;
  };
  /** What was sent to a person, and when in UTC. */
  const mailsOf = async (contact: string) =>
    (await readMessages(world, contact, clock.now() + 1, 1_000))
      .toSorted((a, b) => a.bornAt - b.bornAt)
      .flatMap((message) => {
        const at = leftAt(message);
        return at === undefined
          ? []
          : [`${new Date(at).toISOString().slice(5, 16)} ${message.template}`];
      });
  /** The person follows the first link of their newest mail, and it shows that no machine did. */
  const click = async (contact: string) => {
    const [newest] = await readMessages(world, contact, clock.now() + 1, 1);
    const message = newest!.id;
    const click = { message, link: 0, at: clock.now(), machine: false };
    await handleFeedback(world, { click });
    clock.advance(10 * SECOND_MS);
    await handleFeedback(world, { detectBots: { message } });
    await scene.work();
  };
  return { ...scene, click, put, mailsOf, requests };
}
