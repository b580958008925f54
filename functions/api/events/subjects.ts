import { canonicalAddress } from "#shared/mail/index.ts";
import type { Incoming } from "./incoming.ts";

/** Somebody whom events of a batch are about; `index` is the event to name when something is wrong with them. */
export type Subject = { contactId?: string; email?: string; index: number };

/** Under what name a batch speaks of somebody: an id goes before an address. */
export const subjectKey = ({ contactId, email }: { contactId?: string; email?: string }): string =>
  contactId === undefined ? `email:${canonicalAddress(email!)}` : `id:${contactId}`;

/** Everybody whom a batch is about, once each, with the first address that it gives for them. */
export function listSubjects(
  events: Pick<Incoming, "contactId" | "email">[],
): Map<string, Subject> {
  const subjects = new Map<string, Subject>();
  events.forEach(({ contactId, email }, index) => {
    const key = subjectKey({ contactId, email });
    const known = subjects.get(key);
    if (!known) subjects.set(key, { contactId, email, index });
    else if (known.email === undefined && email !== undefined) {
      subjects.set(key, { ...known, email, index });
    }
  });
  return subjects;
}
