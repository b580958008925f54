import type { Item } from "./describe-entry.ts";

/** What happens to a mail on its way; what the contact does with it is told by itself. */
const ON_ITS_WAY = ["message.sent", "message.delivered", "message.bounced"];
const isSending = (item: Item) =>
  item.kind === "decision" && (item.decision === "send" || item.decision === "notify");

/**
 * The timeline with one row for each mail, where it was decided: its row unfolds into its states,
 * so neither the decision nor the states need rows of their own. Newest first.
 */
export function foldMails(items: Item[]): Item[] {
  const mails = new Map<string, Item[]>();
  for (const item of items) {
    if (item.kind !== "message") continue;
    const place = placeOf(item);
    mails.set(place, [...(mails.get(place) ?? []), item]);
  }
  const placed = new Set<Item>();
  const rows = items.flatMap((item) => {
    if (item.kind === "event" && ON_ITS_WAY.includes(item.name)) return [];
    if (!isSending(item)) return [item];
    const mail = mails.get(placeOf(item))?.shift();
    if (mail) placed.add(mail);
    // Where the mail is not known any more, the decision stays.
    return [mail ?? item];
  });
  return rows.filter((row, at) => !placed.has(row) || rows.lastIndexOf(row) === at);
}

const placeOf = (item: Item) => {
  const { sequence, step } = item as { sequence?: string; step?: string };
  return JSON.stringify([item.at, sequence, step]);
};
