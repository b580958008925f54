import type { Reference } from "#shared/queue/index.ts";

/**
 * A reference as a pack keeps it: one text, so that 25 of them fit into two kilobytes, which is what a write is paid by.
 * The first packs held objects.
 */
export type SavedReference = string | Reference;

/** Its kind, its instant to base 36, and what else it has. */
export function writeReference(reference: Reference): string {
  // Later by a part of a millisecond, if at all: nothing is due before its time.
  const head = `${reference.kind} ${Math.ceil(reference.at).toString(36)}`;
  switch (reference.kind) {
    case "run":
      return `${head} ${reference.contact} ${reference.sequence}`;
    case "mail":
      return `${head} ${reference.queue} ${reference.message}`;
    case "person":
      return `${head} ${reference.contact}`;
    case "schedule":
      return `${head} ${reference.sequence}`;
    case "forget":
      return head;
    case "look":
      return `${head} ${reference.look} ${reference.message}`;
  }
}

export function readReference(noted: SavedReference): Reference {
  if (typeof noted !== "string") return noted;
  const [kind, instant = "", one = "", two = ""] = noted.split(" ");
  const at = Number.parseInt(instant, 36);
  if (kind === "run") return { kind, contact: one, sequence: two, at };
  if (kind === "mail") {
    return { kind, message: two, queue: one === "deliver-now" ? one : "deliver", at };
  }
  if (kind === "person") return { kind, contact: one, at };
  if (kind === "schedule") return { kind, sequence: one, at };
  if (kind === "forget") return { kind, at };
  return { kind: "look", message: two, at, look: Number(one) };
}
