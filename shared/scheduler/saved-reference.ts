import type { Reference } from "#shared/queue/index.ts";

/**
 * A reference as stored: kind, instant in base 36 and the other fields in one text, so that 25 fit
 * two kilobytes, the unit of a write's price.
 */
export function writeReference(reference: Reference): string {
  // Rounded up: nothing is due early.
  const head = `${reference.kind} ${Math.ceil(reference.at).toString(36)}`;
  switch (reference.kind) {
    case "run":
      return `${head} ${reference.contact} ${reference.sequence}`;
    case "mail":
      return `${head} ${reference.queue} ${reference.message}`;
    case "contact":
      return `${head} ${reference.contact}`;
    case "schedule":
      return `${head} ${reference.sequence}`;
    case "forget":
      return head;
    case "reconcile":
      return `${head} ${reference.attempt} ${reference.message}`;
  }
}

export function readReference(saved: string): Reference {
  const [kind, instant = "", one = "", two = ""] = saved.split(" ");
  const at = Number.parseInt(instant, 36);
  if (kind === "run") return { kind, contact: one, sequence: two, at };
  if (kind === "mail") {
    return { kind, message: two, queue: one === "deliver-now" ? one : "deliver", at };
  }
  if (kind === "contact") return { kind, contact: one, at };
  if (kind === "schedule") return { kind, sequence: one, at };
  if (kind === "forget") return { kind, at };
  return { kind: "reconcile", message: two, at, attempt: Number(one) };
}
