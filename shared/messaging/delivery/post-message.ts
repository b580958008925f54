import { type ContactsWorld, ensureContact } from "#shared/audience/contacts/index.ts";
import { classMismatch, findTemplates } from "#shared/content/templates/index.ts";
import { Conflict, type Fault, InvalidInput } from "#shared/kernel/errors.ts";
import { messageId } from "#shared/kernel/ids.ts";
import { firstReconcile } from "#shared/messaging/handover/index.ts";
import { type Message, putMessage } from "#shared/messaging/messages/index.ts";
import { readSettings, type Settings } from "#shared/platform/settings/index.ts";
import type { TemplateSource } from "#shared/ports/renderer.ts";
import type { Table } from "#shared/ports/table.ts";
import { deliverMails, type Queue, reevaluation } from "#shared/queue/index.ts";
import { schedule } from "#shared/scheduler/index.ts";

export type PostWorld = Omit<ContactsWorld, "table"> & {
  table: Table<"people" | "index" | "library" | "due", "people" | "index" | "due">;
  queue: Queue<"deliver-now" | "work">;
};

/**
 * A transactional mail requested through the API. `bornAt` (epoch milliseconds) and `digest`
 * identify it: a repeated request yields the same mail.
 */
type PostRequest = {
  to: string;
  templateId: string;
  data: Record<string, unknown>;
  /** False: its links are neither tracked nor stored. */
  trackClicks?: boolean | undefined;
  trackOpens?: boolean | undefined;
  /** An admin key may also declare a mail transactional. */
  byAdmin: boolean;
  bornAt: number;
  digest: string;
};

/**
 * Accepts a transactional mail and returns its id once it can no longer be lost.
 * @throws InvalidInput when the template is missing or declared marketing, or when the sender or
 * the postal address is missing; nothing was changed
 */
export async function postMessage(world: PostWorld, post: PostRequest): Promise<string> {
  const { to, templateId, data, trackClicks, trackOpens, byAdmin, bornAt, digest } = post;
  const [templates, settings] = await Promise.all([
    findTemplates(world, [templateId]),
    readSettings(world),
  ]);
  const template = templates.get(templateId)?.source;
  const faults = faultsOf(templateId, template, settings);
  if (faults.length > 0) throw new InvalidInput("the message can't be sent yet", faults);
  const contact = await ensureContact(world, { email: to });
  if (contact.pending) await world.queue.send("work", [{ body: reevaluation(contact.id) }]);
  const id = messageId(contact.id, bornAt, "api", digest);
  const message: Message = {
    id,
    class: "transactional",
    source: { kind: "api" },
    template: templateId,
    bornAt,
    attempt: 0,
    facts: {},
    data,
    ...(trackClicks === false && { trackClicks }),
    ...(trackOpens === false && { trackOpens }),
    // Only an admin key or the template may override a missing consent.
    ...(!byAdmin && template?.class === undefined && { needsConsent: true as const }),
    status: "held",
    until: bornAt,
  };
  await schedule(world, [firstReconcile(id, bornAt)], () => putOnce(world, message));
  await world.queue.send("deliver-now", [{ body: deliverMails([id]) }]);
  return id;
}

function faultsOf(
  name: string,
  template: TemplateSource | undefined,
  { from, postalAddress }: Settings,
): Fault[] {
  const faults: Fault[] = [];
  const wrong = template
    ? classMismatch(name, template.class, "transactional")
    : `there is no template "${name}"`;
  if (wrong !== undefined) faults.push({ path: "/templateId", message: wrong });
  return [...faults, ...senderFaults({ from, postalAddress })];
}

/** What settings lack that every mail needs. */
export function senderFaults({ from, postalAddress }: Pick<Settings, "from" | "postalAddress">) {
  const faults: Fault[] = [];
  if (!from) faults.push({ path: "/settings/from", message: "set it with PUT /v1/settings" });
  if (!postalAddress) {
    faults.push({ path: "/settings/postalAddress", message: "set it with PUT /v1/settings" });
  }
  return faults;
}

/** An existing row comes from an earlier attempt at the same request. */
export async function putOnce(world: PostWorld, message: Message): Promise<void> {
  try {
    await world.table.write([putMessage(message, "absent")]);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
  }
}
