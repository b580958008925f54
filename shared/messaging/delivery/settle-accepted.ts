import { isOut, type Message, withoutProtocol } from "#shared/messaging/messages/index.ts";

/** The message once the provider has accepted it. */
export function settleAccepted(message: Message, providerId: string, at: number): Message {
  const { facts } = message;
  return {
    ...withoutProtocol(message),
    // Feedback may have arrived first: a bounce reason outranks the acceptance.
    ...(isOut(message) && message.reason && { reason: message.reason }),
    status: "sent",
    providerId: message.providerId ?? providerId,
    facts: { ...facts, sentAt: facts.sentAt ?? at },
  };
}
