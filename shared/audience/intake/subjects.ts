import { canonicalAddress } from "#shared/audience/addresses/index.ts";
import type { IncomingEvent } from "./incoming-event.ts";

/** A contact that events of a batch are about; `index`: the event that a fault is reported at. */
export type Subject = {
  contactId?: string;
  email?: string;
  index: number;
  /** An event about this contact has an id and has to be deduplicated. */
  isGuarded: boolean;
};

type Named = Pick<IncomingEvent, "id" | "contactId" | "email">;

/** Identifies a contact within a batch: by id if given, else by address. */
export const subjectKey = ({ contactId, email }: Named): string =>
  contactId === undefined ? `email:${canonicalAddress(email!)}` : `id:${contactId}`;

/** The distinct contacts of a batch, each with the first address given for it. */
export function listSubjects(events: Named[]): Map<string, Subject> {
  const subjects = new Map<string, Subject>();
  events.forEach(({ id, contactId, email }, index) => {
    const key = subjectKey({ contactId, email });
    const isGuarded = id !== undefined;
    const known = subjects.get(key);
    if (!known) {
      subjects.set(key, { contactId, email, index, isGuarded });
      return;
    }
    known.isGuarded ||= isGuarded;
    if (known.email === undefined && email !== undefined) Object.assign(known, { email, index });
  });
  return subjects;
}
