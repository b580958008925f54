import { isMember, type SegmentMember } from "#shared/audience/segments/index.ts";
import type { HistoryWindow } from "#shared/automation/enrollments/index.ts";
import { simulate } from "#shared/insight/simulation/index.ts";
import { countOutcome } from "./count-outcome.ts";
import { linesOf } from "./lines.ts";
import { toOutcome } from "./outcome.ts";
import type { ReplayConfig } from "./replay-config.ts";
import { bornAt, toSimulationInput } from "./to-simulation-input.ts";
import type { Totals } from "./totals.ts";

/** Ends of a simulation that was cut short. */
const UNFINISHED = ["too many entries", "too many instants", "out of time"];

/** Replays a contact's events, and adds the outcome to the totals. Returns its CSV lines. */
export function replayContact(
  totals: Totals,
  window: HistoryWindow,
  config: ReplayConfig,
  isOver: () => boolean,
  member?: SegmentMember,
): string {
  const { profile } = window;
  totals.people += 1;
  if (!profile || profile.erasedAt !== undefined || bornAt(profile, window) > config.until)
    return "";
  if (config.segment !== undefined && member && !isMember(profile, config.segment, member))
    return "";
  if (window.cut) totals.cut += 1;
  const { timeline, endedBy } = simulate({ ...toSimulationInput(profile, window, config), isOver });
  if (UNFINISHED.includes(endedBy)) totals.unfinished += 1;
  const outcome = toOutcome(timeline);
  if (outcome.runs.length === 0) return "";
  // By internal id: the public one may be an address, and would outlive an erasure in the job's
  // rows.
  countOutcome(totals, profile.id, outcome, window, config);
  const { text, leftOut } = linesOf(profile.id, timeline);
  totals.linesLeftOut += leftOut;
  return text;
}
