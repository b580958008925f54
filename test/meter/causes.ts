import { parseMessageId } from "#shared/kernel/ids.ts";
import type { Cause, Shares } from "./ledger.ts";

/** For whom something is, and why. */
export type Errand = { contact: string; cause: Cause };

type Reference = { contact?: string; message?: string };
type Body = {
  event?: { contact: string; name: string };
  internalEvent?: { contact: string; name: string };
  due?: Reference[];
  mails?: string[];
  click?: { message: string };
  detectBots?: { message: string };
  open?: { message: string };
  mail?: { tags: { message: string[] } };
};

const ofMail = (id: string, cause: Cause = "mail"): Errand => ({
  contact: parseMessageId(id).contact,
  cause,
});

const EVENTS: Record<string, Cause> = { "message.clicked": "click", "message.opened": "open" };

/** What the body of a queue message is for; anything else there fails. */
export function errandsOf(text: string): Errand[] {
  const body: Body = JSON.parse(text);
  const { internalEvent, event = internalEvent, due, mails, click, detectBots, open, mail } = body;
  if (event) {
    const cause = EVENTS[event.name] ?? (event.name.startsWith("message.") ? "mail" : "enter");
    return [{ contact: event.contact, cause }];
  }
  if (due) {
    return due.map(({ contact, message }) =>
      contact === undefined ? ofMail(message!) : { contact, cause: "mail" },
    );
  }
  if (mails) return mails.map((id) => ofMail(id));
  const clicked = click ?? detectBots;
  if (clicked) return [ofMail(clicked.message, "click")];
  if (open) return [ofMail(open.message, "open")];
  if (mail) return [ofMail(mail.tags.message[0]!)];
  throw new Error("a queue message of a kind that is not metered");
}

/** Each errand counts alike. */
export function sharesOf(errands: Errand[]): Shares {
  const shares: Shares = {};
  for (const { cause } of errands) shares[cause] = (shares[cause] ?? 0) + 1 / errands.length;
  return shares;
}

export function causesByContact(errands: Errand[]): Map<string, Set<Cause>> {
  const causes = new Map<string, Set<Cause>>();
  for (const { contact, cause } of errands) {
    causes.set(contact, (causes.get(contact) ?? new Set()).add(cause));
  }
  return causes;
}

/** Of one person in a batch: why it works for them. */
export function sharesFor(causes: Set<Cause> | undefined): Shares | undefined {
  if (!causes || causes.size === 0) return undefined;
  return Object.fromEntries([...causes].map((cause) => [cause, 1 / causes.size]));
}
