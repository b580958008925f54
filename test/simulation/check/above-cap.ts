import { contactOf, type Evidence, type Fault } from "./evidence.ts";

const HOUR_MS = 3_600_000;
const CAPS = [
  { sequence: "orders", cap: 2, perMs: 12 * HOUR_MS },
  { sequence: "tour", cap: 1, perMs: 12 * HOUR_MS },
];

/**
 * Mails whose send began although their person had got all that the cap allows in the hours before;
 * what the provider took counts, whatever we know of it, and what went to the team does not.
 */
export function countAboveCap({ calls, mails }: Evidence, fault: Fault): number {
  let count = 0;
  for (const { sequence, cap, perMs } of CAPS) {
    const capped = new Set(
      mails.filter((mail) => mail.sequence === sequence && !mail.isTeam).map(({ id }) => id),
    );
    const sent = calls.filter(({ accepted, messageId }) => accepted && capped.has(messageId));
    for (const ofPerson of Map.groupBy(sent, ({ messageId }) => contactOf(messageId)).values()) {
      const inTime = ofPerson.toSorted((a, b) => a.begun.at - b.begun.at);
      inTime.forEach(({ messageId, begun }, i) => {
        const full = inTime[i - cap];
        if (full && begun.at - full.begun.at < perMs) count += fault(`above the cap: ${messageId}`);
      });
    }
  }
  return count;
}
