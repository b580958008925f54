import { canonicalAddress } from "#shared/audience/addresses/index.ts";
import type { IncomingEvent } from "./incoming-event.ts";

/** Somebody whom events of a batch are about; `index` is the event to name when something is wrong with them. */
export type Subject = {
  contactId?: string;
  email?: string;
  index: number;
  /** Whether an event about them has an id, so that what came before under it matters. */
  isGuarded: boolean;
};

type Named = Pick<IncomingEvent, "id" | "contactId" | "email">;

/** Under what name a batch speaks of somebody: an id goes before an address. */
export const subjectKey = ({ contactId, email }: Named): string =>
  contactId === undefined ? `email:${canonicalAddress(email!)}` : `id:${contactId}`;

/** Everybody whom a batch is about, once each, with the first address that it gives for them. */
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
