import { contactKey } from "#shared/audience/partition/index.ts";
import { oldestFirst } from "#shared/kernel/ids.ts";
import { KEEP_ROWS_MS } from "#shared/kernel/retention.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import type { Put } from "#shared/ports/table.ts";
import { type EventRow, toHistoryRow } from "./event-row.ts";

/** The event that creates a contact may precede the contact's row by a little. */
const CREATION_MS = MINUTE_MS;

/** Key of an event with its data, oldest first. */
export const eventKey = (contact: string, at: number, id: string) =>
  contactKey(contact, `e#${oldestFirst(at)}#${id}`);
/** Prefix of an event name's rows; no prefix is a prefix of another name's. */
export const historyPrefix = (name: string) =>
  `d#${name.replaceAll("%", "%25").replaceAll("#", "%23")}#`;
/** The event name in a history key. */
export const nameIn = (sk: string) =>
  sk.slice(2, sk.indexOf("#", 2)).replaceAll("%23", "#").replaceAll("%25", "%");
/** Key of an event in its name's history, oldest first. */
const historyKey = (contact: string, name: string, at: number, id: string) =>
  contactKey(contact, `${historyPrefix(name)}${oldestFirst(at)}#${id}`);

/**
 * The rows of an event, each written once. An event older than its contact has both: the `e#` row
 * shows since when there is data about the contact.
 */
export function putEvent(
  { id: contact, createdAt }: { id: string; createdAt: number },
  event: EventRow,
): Put<"people">[] {
  const { id, name, at } = event;
  const row = { v: 1, expiresAt: at + KEEP_ROWS_MS, expect: "absent" as const };
  const short = toHistoryRow(event);
  const named = { put: historyKey(contact, name, at, id), data: short, ...row };
  if (short.data && at >= createdAt - CREATION_MS) return [named];
  return [{ put: eventKey(contact, at, id), data: event, ...row }, named];
}
