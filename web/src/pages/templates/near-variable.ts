import type { Vocabulary } from "../../parts/condition/vocabulary.ts";
import { nearName } from "../../parts/near-name.ts";

/** What a mail can read beside attributes and fields of events. */
const ROOTS = ["contact", "event", "data", "unsubscribe_url", "preferences_url", "postal_address"];
const CONTACT = ["id", "email", "locale", "timeZone", "createdAt"];

type Names = Pick<Vocabulary, "attributes" | "events">;
const namesOf = (words: readonly { name: string }[]) => words.map(({ name }) => name);

/** The variable that was probably meant: `contact.first_name` for `contact.frist_name`. */
export function nearVariable(path: string, { attributes, events }: Names): string | undefined {
  const [, root = "", name, rest = ""] = /^([^.[]+)(?:\.([^.[]+))?(.*)$/.exec(path) ?? [];
  const near = nearName(root, ROOTS);
  const known: Record<string, string[]> = {
    contact: [...CONTACT, ...namesOf(attributes)],
    event: events.flatMap(({ fields }) => namesOf(fields)),
  };
  const names = Object.hasOwn(known, near ?? root) ? known[near ?? root]! : [];
  const nearField = name === undefined ? undefined : nearName(name, names);
  if (near === undefined && nearField === undefined) return undefined;
  return [near ?? root, nearField ?? name].filter(Boolean).join(".") + rest;
}
