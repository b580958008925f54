import { Conflict, type Fault, InvalidInput } from "#shared/kernel/errors.ts";
import { messageId } from "#shared/kernel/ids.ts";
import {
  type ContactsWorld,
  ensureContact,
  type Message,
  putMessage,
} from "#shared/people/index.ts";
import type { Queue } from "#shared/ports/queue.ts";
import type { Table } from "#shared/ports/table.ts";
import { findTemplates } from "#shared/templates/index.ts";
import { packReferences, rewriteLatePacks, writePacks } from "#shared/wheel/index.ts";
import { readSettings } from "#shared/workspace/index.ts";
import { firstLook } from "./look.ts";

type PostWorld = Omit<ContactsWorld, "table"> & {
  table: Table<"people" | "index" | "library" | "due", "people" | "index" | "due">;
  queue: Queue<"deliver-now" | "work">;
};

/**
 * A mail that a caller asks for. `bornAt` (epoch milliseconds) and `digest` name it: posted again with the
 * same two it is the same mail.
 */
export type Post = {
  to: string;
  templateId: string;
  data: Record<string, unknown>;
  /** False: no link of it is tracked, and none is kept. */
  trackClicks?: boolean | undefined;
  trackOpens?: boolean | undefined;
  bornAt: number;
  digest: string;
};

/**
 * Decides a transactional mail and hands it over; returns its id once it can't be lost any more.
 * @throws InvalidInput when its template, the sender or the postal address is missing; nothing was changed
 */
export async function postMessage(world: PostWorld, post: Post): Promise<string> {
  const { to, templateId, data, trackClicks, trackOpens, bornAt, digest } = post;
  const faults = await findMissing(world, templateId);
  if (faults.length > 0) throw new InvalidInput("the message can not be sent yet", faults);
  const contact = await ensureContact(world, { email: to });
  if (contact.pending) await world.queue.send("work", [{ body: { touched: contact.id } }]);
  const id = messageId(contact.id, bornAt, "api", digest);
  const packs = packReferences([firstLook(id, bornAt)], world.clock.now());
  await writePacks(world, packs);
  await putOnce(world, {
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
    status: "held",
    until: bornAt,
  });
  await rewriteLatePacks(world, packs);
  await world.queue.send("deliver-now", [{ body: { mails: [id] } }]);
  return id;
}

async function findMissing(world: PostWorld, templateId: string): Promise<Fault[]> {
  const [templates, { from, postalAddress }] = await Promise.all([
    findTemplates(world, [templateId]),
    readSettings(world),
  ]);
  const faults: Fault[] = [];
  if (!templates.has(templateId)) {
    faults.push({ path: "/templateId", message: `there is no template "${templateId}"` });
  }
  if (!from) faults.push({ path: "/settings/from", message: "set it with PUT /v1/settings" });
  if (!postalAddress) {
    faults.push({ path: "/settings/postalAddress", message: "set it with PUT /v1/settings" });
  }
  return faults;
}

/** A row that is there already was decided by an earlier run of the same request. */
async function putOnce(world: PostWorld, message: Message): Promise<void> {
  try {
    await world.table.write([putMessage(message, "absent")]);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
  }
}
