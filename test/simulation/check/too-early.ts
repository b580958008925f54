import type { Evidence, Fault, StoredMail } from "./evidence.ts";

const DAY_MS = 86_400_000;
const MINUTES_MS = 180_000;
/** A mail that left this soon after its decision counts as having left with it. */
const ON_TIME_MS = 60_000;

/** Steps that so much time must lie between, from when the mail of the first really left. */
const APART = [
  { sequence: "orders", first: "thanks", later: ["later"], waitMs: DAY_MS },
  { sequence: "orders", first: "later", later: ["last"], waitMs: MINUTES_MS },
  { sequence: "welcome", first: "hello", later: ["pro", "nudge"], waitMs: DAY_MS },
];

/**
 * Mails that left before their wait was over, counted from when the mail before them really left.
 */
export function countTooEarly({ calls, mails, doubtful, journal }: Evidence, fault: Fault): number {
  const leftAt = new Map<string, number>();
  for (const { messageId, at, accepted } of calls) if (accepted) leftAt.set(messageId, at);
  const ofStep = (of: StoredMail, sequence: string, step: string) =>
    of.sequence === sequence && of.step === step;
  let count = 0;
  for (const ofRun of Map.groupBy(mails, ({ run }) => run).values()) {
    for (const { sequence, first, later, waitMs } of APART) {
      const before = ofRun.find((mail) => ofStep(mail, sequence, first));
      // Of a mail in doubt the run may have gone on without knowing when it left.
      if (!before || doubtful.has(before.id) || journal.heldTooLong.has(before.id)) continue;
      const from = leftAt.get(before.id);
      const early = ofRun.filter(
        (mail) =>
          later.some((step) => ofStep(mail, sequence, step)) &&
          from !== undefined &&
          (leftAt.get(mail.id) ?? Number.POSITIVE_INFINITY) < from + waitMs - ON_TIME_MS,
      );
      for (const { id } of early) count += fault(`left before its wait was over: ${id}`);
    }
  }
  return count;
}
