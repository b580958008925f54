import { contactKey } from "#shared/audience/partition/index.ts";
import { oldestFirst } from "#shared/kernel/ids.ts";

/** Key of an event with all its data, oldest first. */
export const eventKey = (contact: string, at: number, id: string) =>
  contactKey(contact, `e#${oldestFirst(at)}#${id}`);
/** Before every event of a name: no name's keys lie among those of another. */
export const historyPrefix = (name: string) =>
  `d#${name.replaceAll("%", "%25").replaceAll("#", "%23")}#`;
/** The name in the key of an event among those of its name. */
export const nameIn = (sk: string) =>
  sk.slice(2, sk.indexOf("#", 2)).replaceAll("%23", "#").replaceAll("%25", "%");
/** Key of an event among those of its name, oldest first. */
export const historyKey = (contact: string, name: string, at: number, id: string) =>
  contactKey(contact, `${historyPrefix(name)}${oldestFirst(at)}#${id}`);
