import { EmailSendingEvent } from "aws-cdk-lib/aws-ses";
import type { Feedback } from "#shared/messaging/feedback/index.ts";

type Route = "topic" | "stream" | "none";

/** SES's events, and the route of each. */
const EVENTS: { [K in Feedback["kind"]]: [EmailSendingEvent, Route] } = {
  // Later events prove the acceptance and its time, and a second event per mail doubles the cost.
  sent: [EmailSendingEvent.SEND, "none"],
  delayed: [EmailSendingEvent.DELIVERY_DELAY, "topic"],
  bounced: [EmailSendingEvent.BOUNCE, "topic"],
  complained: [EmailSendingEvent.COMPLAINT, "topic"],
  rejected: [EmailSendingEvent.REJECT, "topic"],
  // For nearly every mail.
  delivered: [EmailSendingEvent.DELIVERY, "stream"],
  // Mails carry our own tracking links.
  opened: [EmailSendingEvent.OPEN, "none"],
  clicked: [EmailSendingEvent.CLICK, "none"],
  // Rendering and subscriptions are our own.
  "rendering-failed": [EmailSendingEvent.RENDERING_FAILURE, "none"],
  subscription: [EmailSendingEvent.SUBSCRIPTION, "none"],
};

export const sesEventsBy = (route: Route): EmailSendingEvent[] =>
  Object.values(EVENTS).flatMap(([event, by]) => (by === route ? [event] : []));
