import type { LookupWorld } from "#shared/audience/profiles/index.ts";
import { type ReadMail, readComposed } from "#shared/content/mime/index.ts";
import { readCompiled, readNewest } from "#shared/content/templates/index.ts";
import { Conflict } from "#shared/kernel/errors.ts";
import { parseMessageId } from "#shared/kernel/ids.ts";
import { draftMail, findMessage, rowToDraft } from "#shared/messaging/delivery/index.ts";
import type { Message } from "#shared/messaging/messages/index.ts";
import { readSnapshot } from "#shared/messaging/snapshot/index.ts";
import { readLinkHosts, readSettings } from "#shared/platform/settings/index.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { ExternalTraces } from "#shared/ports/external-traces.ts";
import type { Renderer } from "#shared/ports/renderer.ts";
import type { Runtime } from "#shared/ports/runtime.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { maskTokens } from "./mask-tokens.ts";
import { unsignedSite } from "./unsigned-site.ts";

type World = LookupWorld & {
  table: TableReader<"people" | "library" | "due">;
  renderer: Renderer;
  clock: Clock;
  runtime: Runtime;
  traces: ExternalTraces;
};

/** A message as it was sent, or as its inputs give it now. */
export type MessageContent = ReadMail & { subject: string; asSent: boolean };

/**
 * What a message says. `unmasked`: its links act for the contact, as in the mail itself.
 * @throws NotFound for an unknown id
 * @throws Conflict when it can not be rendered again
 */
export async function messageContent(
  world: World,
  id: string,
  { unmasked }: { unmasked: boolean },
): Promise<MessageContent> {
  const { message } = await findMessage(world, id);
  const kept = await world.traces.sentMail(id);
  if (!kept) return renderAgain(world, message);
  const read = readComposed(kept);
  const subject = message.subject ?? "";
  return { asSent: true, subject, ...(unmasked ? read : maskTokens(read)) };
}

/** From the version that was sent and what is stored now; its links do nothing. */
async function renderAgain(world: World, message: Message): Promise<MessageContent> {
  const { id, template: name, templateVersion, bornAt } = message;
  const now = world.clock.now();
  const { contact } = parseMessageId(id);
  const [template, settings, linkHosts, snapshot] = await Promise.all([
    templateOf(world, name, templateVersion),
    readSettings(world),
    readLinkHosts(world),
    readSnapshot(world, contact, now),
  ]);
  if (!template) throw gone(`the template "${name}" is gone, and no copy of the mail was kept`);
  if (!snapshot.profile) throw gone("the contact was erased, and with it what its mails said");
  const { from, postalAddress } = settings;
  if (!from || !postalAddress)
    throw gone("the workspace has no sender or postal address: set both with PUT /v1/settings");
  const request = await draftMail(
    world,
    {
      site: unsignedSite(world.runtime.publicUrl),
      from,
      postalAddress,
      settings,
      linkHosts: linkHosts.data,
      now: message.facts.sentAt ?? bornAt,
    },
    rowToDraft({ data: message, version: 1 }, snapshot),
    template,
  );
  if (message.to !== undefined) request.head.to = { email: message.to };
  const [result] = await world.renderer.render([request]);
  if (!result?.ok) throw gone(result?.reason ?? "the renderer gave no answer");
  const { subject, raw } = result.mail;
  return { asSent: false, subject, ...readComposed(raw) };
}

const templateOf = async (world: World, name: string, version: number | undefined) =>
  version === undefined
    ? (await readNewest(world, name))?.compiled
    : readCompiled(world, name, version);

const gone = (why: string) => new Conflict(`the message can not be shown again: ${why}`);
