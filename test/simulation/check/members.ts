import type { Evidence, Fault, StoredContact } from "./evidence.ts";

const HOUR_MS = 3_600_000;

/**
 * People who are in the segment and should not be, or the reverse, and members that its list lacks:
 * it may hold more.
 */
export function countMembers({ contacts, members, now }: Evidence, fault: Fault): number {
  const listed = new Set(members);
  let count = 0;
  for (const contact of contacts) {
    const { id, erased, isFan = false } = contact;
    if (!erased && isFan !== shouldBeFan(contact, now)) {
      count += fault(`${isFan ? "in the segment" : "not in the segment"}: ${id}`);
    }
    if (!erased && isFan && !listed.has(id)) count += fault(`not listed as a member: ${id}`);
  }
  return count;
}

function shouldBeFan({ attributes, taps }: StoredContact, now: number): boolean {
  const left = Date.parse(String(attributes.ends)) - now;
  return (
    attributes.plan === "pro" ||
    taps.some((at) => at <= now && now - at <= 6 * HOUR_MS) ||
    (left >= 0 && left <= 12 * HOUR_MS)
  );
}
