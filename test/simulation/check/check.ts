import { countAboveCap } from "./above-cap.ts";
import { countAstray } from "./astray.ts";
import { countBegunTooLate } from "./begun-too-late.ts";
import { countDuplicates } from "./duplicates.ts";
import type { Evidence, Fault } from "./evidence.ts";
import { countFollowUps } from "./follow-ups.ts";
import { countLost } from "./lost.ts";
import { countMembers } from "./members.ts";
import { countOvertaking, countTooFast } from "./order-and-rate.ts";
import { countInQuietHours } from "./quiet-hours.ts";
import { countRequests } from "./requests.ts";
import { countTooEarly } from "./too-early.ts";
import { countUpdates } from "./updates.ts";

export type Verdict = {
  duplicates: number;
  lost: number;
  /** Begun after a suppression, an erasure, an exit, a pause or the kill switch was stored. */
  afterSuppression: number;
  unknown: number;
  unknownUnjustified: number;
  doubtfulFaults: number;
  resentInDoubt: number;
  /** The first few faults in words. */
  findings: string[];
};

const MAX_FINDINGS = 20;

/**
 * Judges a finished run. Shares no code with the engine: every reason for a mail not to go is
 * derived here.
 */
export function check(evidence: Evidence): Verdict {
  const findings: string[] = [];
  const fault: Fault = (text) => {
    if (findings.length < MAX_FINDINGS) findings.push(text);
    return 1;
  };
  const open = evidence.mails.filter(({ status }) => status === "unknown" || status === "sending");
  const unjustified = open.filter(
    ({ id, status }) =>
      status === "sending" || !evidence.doubtful.has(id) || evidence.reported.has(id),
  );
  for (const { id, status } of unjustified) fault(`${status} without a reason: ${id}`);
  const misplaced =
    countOvertaking(evidence, fault) +
    countTooFast(evidence, fault) +
    countTooEarly(evidence, fault) +
    countAboveCap(evidence, fault) +
    countInQuietHours(evidence, fault);
  const wrong =
    countAstray(evidence, fault) +
    countRequests(evidence, fault) +
    countFollowUps(evidence, fault) +
    countUpdates(evidence, fault) +
    countMembers(evidence, fault);
  return {
    duplicates: countDuplicates(evidence, fault),
    lost: countLost(evidence, fault) + misplaced + wrong,
    afterSuppression: countBegunTooLate(evidence, fault),
    unknown: open.length,
    unknownUnjustified: unjustified.length,
    doubtfulFaults: evidence.doubtful.size,
    resentInDoubt: 0,
    findings,
  };
}
