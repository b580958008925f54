import { contactOf, type Evidence, type Fault } from "./evidence.ts";

/** The cap of the simulated orders. */
const CAPPED = { sequence: "orders", mails: 2, perMs: 12 * 3_600_000 };

/** Mails whose send began although their person had got all that the cap allows in the hours before. */
export function countAboveCap({ calls, mails }: Evidence, fault: Fault): number {
  const capped = new Set(
    mails.filter(({ sequence }) => sequence === CAPPED.sequence).map(({ id }) => id),
  );
  const sent = calls.filter(({ accepted, messageId }) => accepted && capped.has(messageId));
  let count = 0;
  for (const ofPerson of Map.groupBy(sent, ({ messageId }) => contactOf(messageId)).values()) {
    const inTime = ofPerson.toSorted((a, b) => a.begun.at - b.begun.at);
    inTime.forEach(({ messageId, begun }, i) => {
      const full = inTime[i - CAPPED.mails];
      if (full && begun.at - full.begun.at < CAPPED.perMs) {
        count += fault(`above the cap: ${messageId}`);
      }
    });
  }
  return count;
}
