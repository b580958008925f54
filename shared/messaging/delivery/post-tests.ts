import { canonicalAddress } from "#shared/audience/addresses/index.ts";
import { readSuppression } from "#shared/audience/consent/index.ts";
import { addressHash } from "#shared/audience/profiles/index.ts";
import { findTemplates } from "#shared/content/templates/index.ts";
import { type Fault, InvalidInput } from "#shared/kernel/errors.ts";
import { messageId } from "#shared/kernel/ids.ts";
import { firstReconcile } from "#shared/messaging/handover/index.ts";
import type { Message } from "#shared/messaging/messages/index.ts";
import { readSettings } from "#shared/platform/settings/index.ts";
import { deliverMails } from "#shared/queue/index.ts";
import { schedule } from "#shared/scheduler/index.ts";
import { type PostWorld, putOnce, senderFaults } from "./post-message.ts";

type Values = Record<string, unknown>;

/** Test mails of a template as it looks for a contact; the same `digest` repeats the same ones. */
type TestRequest = {
  templateId: string;
  /** Our id. */
  contact: string;
  to: string[];
  event: Values;
  data: Values;
  bornAt: number;
  digest: string;
};

/** What came of one address: the message, or why it gets none. */
type TestResult = { to: string; id?: string; reason?: string };

/**
 * Sends a template to a few addresses of the team, as notifications about a contact are sent: they
 * count for no cap, cause no events and hold no link that unsubscribes the contact.
 * @throws InvalidInput when the template, the sender or the postal address is missing
 */
export async function postTests(world: PostWorld, request: TestRequest): Promise<TestResult[]> {
  const { templateId, to } = request;
  const [templates, settings] = await Promise.all([
    findTemplates(world, [templateId]),
    readSettings(world),
  ]);
  const missing: Fault[] = templates.has(templateId)
    ? []
    : [{ path: "/templateId", message: `there is no template "${templateId}"` }];
  const faults = [...missing, ...senderFaults(settings)];
  if (faults.length > 0) throw new InvalidInput("the test can't be sent yet", faults);
  const addresses = [...new Map(to.map((one) => [canonicalAddress(one), one])).values()];
  return Promise.all(addresses.map((address) => postOne(world, request, address)));
}

async function postOne(world: PostWorld, request: TestRequest, to: string): Promise<TestResult> {
  const { templateId, contact, event, data, bornAt, digest } = request;
  const suppression = await readSuppression(world, await addressHash(world, to));
  if (suppression && suppression.reason !== "unsubscribe") {
    return { to, reason: `this address is suppressed: ${suppression.reason}` };
  }
  const id = messageId(contact, bornAt, "test", digest, canonicalAddress(to));
  const message: Message = {
    id,
    class: "transactional",
    source: { kind: "api" },
    template: templateId,
    bornAt,
    attempt: 0,
    facts: {},
    team: to,
    test: true,
    data,
    entry: { event: "test", id, at: bornAt, data: event },
    trackClicks: false,
    trackOpens: false,
    status: "held",
    until: bornAt,
  };
  await schedule(world, [firstReconcile(id, bornAt)], () => putOnce(world, message));
  await world.queue.send("deliver-now", [{ body: deliverMails([id]) }]);
  return { to, id };
}
