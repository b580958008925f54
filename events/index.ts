import { contactCreated } from "./contact-created.ts";
import { contactUnsubscribed } from "./contact-unsubscribed.ts";
import { contactUpdated } from "./contact-updated.ts";
import { dateReached } from "./date-reached.ts";
import type { EventContract } from "./event.ts";
import { messageBounced } from "./message-bounced.ts";
import { messageClicked } from "./message-clicked.ts";
import { messageComplained } from "./message-complained.ts";
import { messageDelivered } from "./message-delivered.ts";
import { messageOpened } from "./message-opened.ts";
import { messageSent } from "./message-sent.ts";
import { scheduleReached } from "./schedule-reached.ts";
import { segmentEntered } from "./segment-entered.ts";
import { segmentLeft } from "./segment-left.ts";
import { sequenceEnrolled } from "./sequence-enrolled.ts";

/** Everything that Dripstack itself says happened to a contact. */
export const EVENTS = [
  messageSent,
  messageDelivered,
  messageBounced,
  messageComplained,
  messageOpened,
  messageClicked,
  contactCreated,
  contactUpdated,
  contactUnsubscribed,
  segmentEntered,
  segmentLeft,
  dateReached,
  scheduleReached,
  sequenceEnrolled,
] as const satisfies EventContract[];

export {
  contactCreated,
  contactUnsubscribed,
  contactUpdated,
  dateReached,
  messageBounced,
  messageClicked,
  messageComplained,
  messageDelivered,
  messageOpened,
  messageSent,
  scheduleReached,
  segmentEntered,
  segmentLeft,
  sequenceEnrolled,
};
