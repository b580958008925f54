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
 * Records one provider event (protocol, 12): the suppression, then the fact, then the events. May
 * be repeated after a failure at any point.
 */
export async function recordFeedback(world: FeedbackWorld, event: Feedback): Promise<void> {
  const { messageId } = event;
  if (messageId === undefined || !isMessageId(messageId)) return;
  await suppressRecipient(world, messageId, event);
  const fact = factOf(event);
  if (!fact && acceptedAt(event) === undefined) return;
  if (fact === "openedAt" && !(await readSettings(world)).trackOpens) return;
  let before: Message | undefined;
  const message = await changeMessage(world, messageId, (row) => {
    before = row;
    return addFact(row, event);
  });
  if (before && message)
    await publishMessageEvents(world, message, changesOf(before, message, event));
}

/**
 * The changes to publish: the event's own fact if its instant is the recorded one, and the
 * acceptance unless it was published. Publishing twice is harmless, and an acceptance that delivery
 * itself recorded was never published.
 */
function changesOf(
  { facts: before }: Message,
  { facts }: Message,
  event: Feedback,
): MessageChange[] {
  const fact = factOf(event);
  const own = fact === "sentAt" ? undefined : fact;
  if (own && facts[own] !== event.at) return [];
  const accepted = acceptedAt(event);
  const isPublished = own && before[own] === undefined && before.sentAt === accepted;
  const changes: MessageChange[] = [];
  if (accepted !== undefined && !isPublished) changes.push({ fact: "sentAt", at: accepted });
  if (own) {
    const clicked = event.kind === "clicked" && { part: event.link, data: clickData(event.link) };
    changes.push({ fact: own, at: event.at, ...clicked });
  }
  return changes;
}

async function suppressRecipient(
  world: FeedbackWorld,
  messageId: string,
  event: Feedback,
): Promise<void> {
  const reason = suppressionOf(event);
  if (!reason) return;
  const row = await readMessage(world, messageId);
  // The address stays suppressed after an erasure: no other contact may mail it.
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
