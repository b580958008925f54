import { Defect } from "#shared/kernel/errors.ts";
import { checkMessageId, isMessageId } from "./message-id.ts";

/** A link of a message: `index` in the template version's link table. */
export type Click = { messageId: string; index: number };

/**
 * The contact of an unsubscribe or preferences link. `address` is the keyed hash of the canonical
 * address (base64url), so that the link still works after the contact is erased.
 */
export type ContactLink = { contact: string; address: string; topic: string };

/** More links than any mail has. */
const MAX_INDEX = 9_999;
const CLICK = /^(.+)\.(0|[1-9]\d{0,3})$/;
const ADDRESS_HASH = /^[\w-]{16,86}$/;
const TOPIC = /^[\w-]{1,64}$/;
const CONTACT = /^[^/\p{Cc}\p{Cs}]{1,200}$/u;

/** @throws Defect when the id or the index (0 to 9,999) is malformed */
export function clickPayload(messageId: string, index: number): string {
  if (!Number.isInteger(index) || index < 0 || index > MAX_INDEX) {
    throw new Defect("a link's index is 0 to 9,999");
  }
  return `${checkMessageId(messageId)}.${index}`;
}

export function parseClick(payload: string): Click | undefined {
  const [, messageId = "", index] = CLICK.exec(payload) ?? [];
  return isMessageId(messageId) ? { messageId, index: Number(index) } : undefined;
}

/** @throws Defect when the id is malformed */
export const openPayload = (messageId: string): string => checkMessageId(messageId);

export const parseOpen = (payload: string): string | undefined =>
  isMessageId(payload) ? payload : undefined;

/**
 * The payload of `/u` and `/p`; the token's kind distinguishes them.
 * @throws Defect when a field is outside its alphabet: contact ≤ 200 characters without `/`, topic
 * ≤ 64 of `[\w-]`
 */
export function contactPayload(link: ContactLink): string {
  if (!isContactLink(link)) {
    throw new Defect("a contact link needs a contact, a hashed address and a topic");
  }
  return `${link.address}.${link.topic}.${link.contact}`;
}

export function parseContactLink(payload: string): ContactLink | undefined {
  const [address = "", topic = "", ...rest] = payload.split(".");
  const link = { contact: rest.join("."), address, topic };
  return isContactLink(link) ? link : undefined;
}

const isContactLink = ({ contact, address, topic }: ContactLink) =>
  ADDRESS_HASH.test(address) && TOPIC.test(topic) && CONTACT.test(contact);
