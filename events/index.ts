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

const prefixOf = (name: string) => name.slice(0, name.indexOf(".") + 1);
const RESERVED = new Set(EVENTS.map(({ name }) => prefixOf(name)));

/**
 * Whether only Dripstack may say that an event of this name happened: all that begin as one of its
 * own does, so that there is room for more.
 */
export const isReservedName = (name: string): boolean => RESERVED.has(prefixOf(name));

export const RESERVED_NAMES_RULE = `names that begin with ${[...RESERVED].join(", ")} are reserved for Dripstack's own events`;

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
