import { isOut, type Message, withoutProtocol } from "#shared/messaging/messages/index.ts";

/** The message after the provider took it. */
export function settleAccepted(message: Message, providerId: string, at: number): Message {
  const { facts } = message;
  return {
    ...withoutProtocol(message),
    // Feedback may have come first: why it bounced is worth more than that it was accepted.
    ...(isOut(message) && message.reason && { reason: message.reason }),
    status: "sent",
    providerId: message.providerId ?? providerId,
    facts: { ...facts, sentAt: facts.sentAt ?? at },
  };
}
