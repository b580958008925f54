/** Topics that name no single thing; `sequence:ID` and `contact:ID` name one. */
const TOPICS = [
  "sequences",
  "contacts",
  "messages",
  "jobs",
  "settings",
  "templates",
  "segments",
  "mailbox",
] as const;

/**
 * What writers note of a topic. `work`: runs and memberships moved, in whichever sequence or
 * segment, so that the engine notes one row a batch.
 */
export type Note = Exclude<(typeof TOPICS)[number], "mailbox"> | "work" | `sequence:${string}`;

const SEQUENCE = /^sequence:([a-z0-9-]{1,64})$/;
const CONTACT = /^contact:([^/]{1,200})$/u;

/** Whether a text is a topic. */
export const isTopic = (text: string): boolean =>
  (TOPICS as readonly string[]).includes(text) || SEQUENCE.test(text) || CONTACT.test(text);

/** The contact's public id in a topic. */
export const contactIn = (topic: string): string | undefined => CONTACT.exec(topic)?.[1];

/** The notes that a topic stands for. */
export function notesOf(topic: string): Note[] {
  if (topic === "mailbox") return ["messages"];
  if (SEQUENCE.test(topic)) return [topic as Note, "work"];
  if (contactIn(topic) !== undefined) return [];
  const isMoved = topic === "sequences" || topic === "segments" || topic === "contacts";
  return [topic as Note, ...(isMoved ? (["work"] as const) : [])];
}
