import { contactUnsubscribed } from "./contact-unsubscribed.ts";
import type { EventContract } from "./event.ts";
import { messageBounced } from "./message-bounced.ts";
import { messageClicked } from "./message-clicked.ts";
import { messageComplained } from "./message-complained.ts";
import { messageDelivered } from "./message-delivered.ts";
import { messageOpened } from "./message-opened.ts";
import { messageSent } from "./message-sent.ts";

/** Our public events, by name. */
export const EVENTS = [
  messageSent,
  messageDelivered,
  messageBounced,
  messageComplained,
  messageOpened,
  messageClicked,
  contactUnsubscribed,
] as const satisfies EventContract[];

export {
  contactUnsubscribed,
  messageBounced,
  messageClicked,
  messageComplained,
  messageDelivered,
  messageOpened,
  messageSent,
};
