import type { SQSBatchResponse } from "aws-lambda";
import { createHandler as deliver } from "#functions/deliver/handler.ts";
import { createHandler as feedback } from "#functions/feedback/handler.ts";
import { createHandler as react } from "#functions/react/handler.ts";
import type { World } from "#functions/runtime/world.ts";
import { lambdaContext } from "#infra/standalone/lambda-context.ts";
import { queueEvent } from "#infra/standalone/queue-event.ts";
import { ensureContact } from "#shared/audience/contacts/index.ts";
import { Definition } from "#shared/automation/language/index.ts";
import { publishSequence, putDraft } from "#shared/automation/versions/index.ts";
import { putTemplate } from "#shared/content/templates/index.ts";
import { writeSettings } from "#shared/platform/settings/index.ts";
import type { Evidence } from "#shared/ports/mailer.ts";
import type { QueueName } from "#shared/ports/queue.ts";
import type { CompiledTemplate, Renderer } from "#shared/ports/renderer.ts";
import type { Table } from "#shared/ports/table.ts";
import { makeWorld } from "#test/support/world.ts";
import { PendingJobs } from "./pending-jobs.ts";
import { ScriptedProvider } from "./provider.ts";
import { sweep } from "./sweep.ts";

export const TO = "ada@example.com";

/** Two mails of one moment, and a day in which the run may still be ended. */
const TWO_MAILS = {
  name: "Two mails",
  enter: [{ event: "ordered" }],
  exit: [{ event: "cancelled", within: "PT6H" }],
  start: "first",
  steps: {
    first: { kind: "send", template: "plain", next: "second" },
    second: { kind: "send", template: "plain", next: "day" },
    day: { kind: "wait", for: "P1D", next: null },
  },
};

const PLAIN: CompiledTemplate = {
  hash: "plain",
  subject: "plain",
  html: "<p>plain</p>",
  text: "plain",
  links: [],
  variables: [],
};

/** What a mail looks like is not what is replayed. */
const renderer: Renderer = {
  compile: async () => ({ ok: true, template: PLAIN }),
  render: async (requests) =>
    requests.map(() => ({
      ok: true,
      mail: { subject: "plain", raw: new Uint8Array(1), dynamicLinks: {} },
    })),
};

/**
 * The real handlers on a real table in memory, with one person whom the event of a run is about.
 * `tamper` may spoil the table, to see that it is noticed.
 */
export async function setStage(
  evidence: Evidence,
  tamper: (table: Table) => Table = (same) => same,
) {
  const mailer = new ScriptedProvider(evidence);
  const made = makeWorld({ mailer, renderer });
  const bag = new PendingJobs(made.clock);
  const world: World = { ...made.world, table: tamper(bag.watch(made.table)), queue: bag };
  await writeSettings(world, {
    from: { name: "Model", email: "model@example.com" },
    postalAddress: "1 Example Street",
  });
  const now = made.clock.now();
  await putTemplate(world, "plain", { subject: "plain", html: "plain" }, PLAIN, now);
  await putDraft(world, "two-mails", Definition.parse(TWO_MAILS), now);
  await publishSequence(world, "two-mails", now);
  const { id: contact } = await ensureContact(world, { email: TO });
  await sweep(world);
  return {
    world,
    contact,
    bag,
    mailer,
    startsAt: now,
    clock: made.clock,
    table: made.table,
    close: () => made.database.close(),
  };
}
export type Stage = Awaited<ReturnType<typeof setStage>>;

type Create = (world: World) => (event: object, context: object) => Promise<SQSBatchResponse>;
const HANDLERS = {
  work: react,
  deliver,
  "deliver-now": deliver,
  feedback,
} as unknown as Record<QueueName, Create>;

/** Has the function of a queue work off one message. @throws what the function reports as failed */
export async function invoke(
  world: World,
  queue: QueueName,
  body: object,
  receives = 1,
): Promise<void> {
  const batch = [{ id: "1", body: JSON.stringify(body), receives }];
  const answer = await HANDLERS[queue](world)(queueEvent(queue, batch), lambdaContext());
  if (answer.batchItemFailures.length > 0) throw new Error(`${queue} failed: ${batch[0]!.body}`);
}
