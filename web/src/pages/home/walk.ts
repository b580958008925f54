import type { components } from "../../api/schema.d.ts";

type Item = components["schemas"]["TimelineItem"];
/** What is told of a contact's way: what it did, or what its sequence decided. */
export type Moment = { key: string; at: string; what: string; step?: string; isEvent: boolean };

/** Facts of a mail that its decision tells already. */
const TOLD = new Set(["message.sent", "message.delivered"]);

/** The newest first, as the timeline is. */
export const momentsIn = (items: Item[]): Moment[] =>
  items.flatMap((item, at): Moment[] => {
    const key = `${item.at} ${items.length - at}`;
    if (item.kind === "event" && !TOLD.has(item.name))
      return [{ key, at: item.at, what: item.name, isEvent: true }];
    if (item.kind !== "decision") return [];
    const step = item.step === "" ? {} : { step: item.step };
    return [{ key, at: item.at, what: item.decision, ...step, isEvent: false }];
  });

/** The steps that a contact has been at. */
export const stepsPassed = (items: Item[]): Set<string> =>
  new Set(items.flatMap((item) => (item.kind === "decision" && item.step ? [item.step] : [])));
