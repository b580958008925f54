import { contactKey } from "#shared/audience/partition/index.ts";
import { oldestFirst } from "#shared/kernel/ids.ts";

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
export const historyKey = (contact: string, name: string, at: number, id: string) =>
  contactKey(contact, `${historyPrefix(name)}${oldestFirst(at)}#${id}`);
