import { isMessageId } from "#shared/kernel/ids.ts";
import {
  addressHash,
  type Message,
  readMessage,
  type SuppressionReason,
  suppress,
} from "#shared/people/index.ts";
import { readSettings } from "#shared/workspace/index.ts";
import { addFact, factOf } from "./add-fact.ts";
import { announce } from "./announce.ts";
import { changeMessage } from "./change-message.ts";
import type { ProviderEvent } from "./provider-event.ts";
import type { FeedbackWorld } from "./world.ts";

/**
 * Takes in one word of the provider (§7, 12): the suppression first, then the fact, then the news of it. May be
 * repeated after a failure at any point: news whose fact stands with its instant are told again.
 */
export async function recordFeedback(world: FeedbackWorld, event: ProviderEvent): Promise<void> {
  const { messageId } = event;
  if (messageId === undefined || !isMessageId(messageId)) return;
  await stopMail(world, messageId, event);
  const fact = factOf(event);
  if (!fact) return;
  if (fact === "openedAt" && !(await readSettings(world)).trackOpens) return;
  const message = await changeMessage(world, messageId, (row) => addFact(row, event));
  if (!message || !isNews(message, event)) return;
  const clicked = event.kind === "clicked" && { part: event.link };
  const data = event.kind === "clicked" ? { link: event.link, human: true } : {};
  await announce(world, message, [{ fact, at: event.at, ...clicked, data }]);
}

/** Our own record of the acceptance may be on the row first, with our clock's instant; it told nobody. */
const isNews = ({ facts }: Message, event: ProviderEvent) =>
  event.kind === "sent" || facts[factOf(event)!] === event.at;

async function stopMail(
  world: FeedbackWorld,
  messageId: string,
  event: ProviderEvent,
): Promise<void> {
  const reason = suppressionOf(event);
  if (!reason) return;
  const row = await readMessage(world, messageId);
  // An erased person's address must stay known as bad, so that nobody mails it under another name.
  const address = row?.data.to ?? event.recipients[0];
  if (address === undefined) return;
  const hash = await addressHash(world, address);
  await suppress(world, hash, { reason, at: event.at }, "provider");
}

function suppressionOf(event: ProviderEvent): SuppressionReason | undefined {
  if (event.kind === "bounced" && event.hard) return "hard-bounce";
  if (event.kind === "complained" && event.suppresses) return "complaint";
  return undefined;
}
