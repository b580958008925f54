import { suppress } from "#shared/audience/consent/index.ts";
import { MESSAGE_FACTS } from "#shared/audience/events/index.ts";
import { addressHash, type SuppressionReason } from "#shared/audience/profiles/index.ts";
import { isMessageId } from "#shared/kernel/ids.ts";
import {
  clickData,
  type Message,
  type MessageChange,
  readMessage,
} from "#shared/messaging/messages/index.ts";
import { readSettings } from "#shared/platform/settings/index.ts";
import { acceptedAt, addFact, factOf } from "./add-fact.ts";
import { changeMessage } from "./change-message.ts";
import type { Feedback } from "./feedback.ts";
import { publishMessageEvents } from "./publish-message-events.ts";
import type { FeedbackWorld } from "./world.ts";

/**
 * Takes in one word of the provider (protocol, 12): the suppression first, then the fact, then the news of it. May be
 * repeated after a failure at any point: news whose fact stands with its instant are told again.
 */
export async function recordFeedback(world: FeedbackWorld, event: Feedback): Promise<void> {
  const { messageId } = event;
  if (messageId === undefined || !isMessageId(messageId)) return;
  await stopMail(world, messageId, event);
  const fact = factOf(event);
  if (!fact && acceptedAt(event) === undefined) return;
  if (fact === "openedAt" && !(await readSettings(world)).trackOpens) return;
  let before: Message | undefined;
  const message = await changeMessage(world, messageId, (row) => {
    before = row;
    return addFact(row, event);
  });
  if (before && message) await publishMessageEvents(world, message, newsOf(before, message, event));
}

/**
 * What the word tells: its own fact, where it stands with its instant, and the acceptance, unless that was told. Told
 * twice is harmless, so in doubt it is told: our own record of an acceptance, with our clock's instant, told nobody.
 */
function newsOf({ facts: before }: Message, { facts }: Message, event: Feedback): MessageChange[] {
  const fact = factOf(event);
  const own = fact === "sentAt" ? undefined : fact;
  if (own && facts[own] !== event.at) return [];
  const accepted = acceptedAt(event);
  const isTold = own && before[own] === undefined && before.sentAt === accepted;
  const news: MessageChange[] = [];
  if (accepted !== undefined && !isTold) news.push({ fact: "sentAt", at: accepted });
  if (own) {
    const clicked = event.kind === "clicked" && { part: event.link, data: clickData(event.link) };
    news.push({ fact: own, at: event.at, ...clicked });
  }
  return news;
}

async function stopMail(world: FeedbackWorld, messageId: string, event: Feedback): Promise<void> {
  const reason = suppressionOf(event);
  if (!reason) return;
  const row = await readMessage(world, messageId);
  // An erased person's address must stay known as bad, so that nobody mails it under another name.
  const address = row?.data.to ?? event.recipients[0];
  if (address === undefined) return;
  const hash = await addressHash(world, address);
  await suppress(world, hash, { reason, at: event.at }, "provider");
}

function suppressionOf(event: Feedback): SuppressionReason | undefined {
  const fact = factOf(event);
  if (!fact || (event.kind === "bounced" && !event.hard)) return undefined;
  return MESSAGE_FACTS[fact].suppresses;
}
