import type { Noted, Way } from "../run-journal.ts";
import { CHOICES } from "../tour.ts";
import type { Evidence, Fault, StoredDefinition } from "./evidence.ts";
import { isOverAtOnce } from "./follow-ups.ts";

/** Decisions after which a run still stands where it stood. */
const STAYING = ["hold", "wait", "wait-for", "request", "request-again", "converted", "goal"];
/** The kind of step that each other decision is made at. */
const KIND_OF: Record<string, string> = {
  send: "send",
  notify: "notify",
  waited: "wait",
  missed: "wait",
  happened: "waitFor",
  holds: "waitFor",
  "timed-out": "waitFor",
  branch: "branch",
  split: "split",
  experiment: "experiment",
  updated: "update",
  emitted: "emit",
  enrolled: "enroll",
};
/** A version that was read before an edit was answered may be entered so long after. */
const EFFECT_MS = 30 * 60_000;

/**
 * Runs that took a step twice, left one out, or follow another version than the one that they began
 * with.
 */
export function countAstray(evidence: Evidence, fault: Fault): number {
  let count = 0;
  for (const way of evidence.runs.ways.values()) {
    // What let it in may come once more, and its run of that instant has the same name.
    if (isOverAtOnce(way)) continue;
    const what = wrongWith(way, evidence);
    if (what) count += fault(`${what}: ${way.contact} run ${way.run} of ${way.sequence}`);
  }
  return count;
}

function wrongWith(way: Way, { definitions, edits, journal }: Evidence): string | undefined {
  const { sequence, versions, startedAt, contact } = way;
  const [version = 0] = versions;
  const edited = edits.some((one) => one.sequence === sequence && startedAt > one.to + EFFECT_MS);
  if (edited && version === 1) return "entered an old version";
  const moves = way.decisions.filter(({ decision }) => decision === "moved");
  if (versions.size !== moves.length + 1) return `changed its version ${[...versions]}`;
  const followed = [...versions].map((one) => definitions.get(`${sequence}#${one}`)!);
  const astray = follow(way.decisions, followed);
  if (astray !== undefined) return astray;
  const isOver = way.decisions.some(({ decision }) => decision in END);
  return isOver || journal.erased.has(contact) ? undefined : "never over";
}

const END = { completed: true, exited: true };

/**
 * Walks with the decisions through the versions that were followed, one after the other; says where
 * they part.
 */
function follow(decisions: Noted[], versions: StoredDefinition[]): string | undefined {
  let [{ start, steps }, ...later] = versions as [StoredDefinition, ...StoredDefinition[]];
  let at: string | null | undefined;
  for (const noted of decisions) {
    const { step, decision } = noted;
    if (decision === "entered") {
      if (at !== undefined) return "entered twice";
      at = start;
      continue;
    }
    if (at === undefined) return "never entered";
    if (decision === "moved") {
      const choice = CHOICES.find((one) => one.step === at && one.do === "move");
      if (!choice || step !== (choice.to ?? at)) return `moved from ${at} to ${step}`;
      at = step;
      ({ steps } = later.shift()!);
      continue;
    }
    if (STAYING.includes(decision)) {
      if (decision !== "converted" && step !== at) return `stood on ${step} instead of ${at}`;
      continue;
    }
    if (decision === "exited") {
      // Whatever it stood on, it is over; only its own step says so as a reason of its own.
      at = null;
      continue;
    }
    if (decision === "completed") {
      if (at !== null) return `ended before ${at}`;
      continue;
    }
    if (step !== at) return `decided ${decision} at ${step} instead of ${at}`;
    const next = nextOf(noted, steps[step]!);
    if (next === undefined) return `decided ${decision} (${noted.reason}) at ${step}`;
    at = next;
  }
  return undefined;
}

/** Where a decision leads from a step; undefined where that step can not have made it. */
function nextOf(
  { decision, reason }: Noted,
  step: StoredDefinition["steps"][string],
): string | null | undefined {
  const { next = null, otherwise = next } = step;
  if (decision === "request-answered") return asks(step) ? next : undefined;
  if (decision === "request-failed") return asks(step) ? otherwise : undefined;
  if (decision === "loop-guard") return next;
  if (step.kind !== KIND_OF[decision]) return undefined;
  const list = (name: string) => step[name] as { name?: string; next: string | null }[];
  const number = () => Number(reason.split(" ")[1]) - 1;
  if (decision === "timed-out") return otherwise;
  if (decision === "missed") return step.otherwise ?? null;
  if (decision === "branch") {
    return reason === "otherwise" ? otherwise : list("cases")[number()]?.next;
  }
  if (decision === "split") return list("ways")[number()]?.next;
  if (decision === "experiment") {
    return list("variants").find(({ name }) => name === reason.split(" ")[0])?.next;
  }
  return next;
}

const asks = ({ kind, url }: { kind: string; url?: unknown }) =>
  kind === "webhook" || (kind === "notify" && url !== undefined);
