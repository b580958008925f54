import { EmailSendingEvent } from "aws-cdk-lib/aws-ses";
import type { Feedback } from "#shared/messaging/feedback/index.ts";

type Route = "topic" | "stream" | "none";

/** What SES reports, and the way by which it reaches us. */
const EVENTS: { [K in Feedback["kind"]]: [EmailSendingEvent, Route] } = {
  // Each of those that follow proves the acceptance and says when it was, and a second event a mail
  // costs as much again as the first.
  sent: [EmailSendingEvent.SEND, "none"],
  delayed: [EmailSendingEvent.DELIVERY_DELAY, "topic"],
  bounced: [EmailSendingEvent.BOUNCE, "topic"],
  complained: [EmailSendingEvent.COMPLAINT, "topic"],
  rejected: [EmailSendingEvent.REJECT, "topic"],
  // Of nearly every mail.
  delivered: [EmailSendingEvent.DELIVERY, "stream"],
  // Mails carry links of our own.
  opened: [EmailSendingEvent.OPEN, "none"],
  clicked: [EmailSendingEvent.CLICK, "none"],
  // Mails are rendered, and subscriptions kept, by us.
  "rendering-failed": [EmailSendingEvent.RENDERING_FAILURE, "none"],
  subscription: [EmailSendingEvent.SUBSCRIPTION, "none"],
};

export const sesEventsBy = (route: Route): EmailSendingEvent[] =>
  Object.values(EVENTS).flatMap(([event, by]) => (by === route ? [event] : []));
