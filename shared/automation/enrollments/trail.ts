/** Everything that a run may decide, and what may happen to it. */
export const DECISIONS = [
  "entered",
  "held-out",
  "send",
  "notify",
  "hold",
  "wait",
  "waited",
  "wait-for",
  "happened",
  "holds",
  "timed-out",
  "missed",
  "branch",
  "split",
  "experiment",
  "updated",
  "emitted",
  "enrolled",
  "too-large",
  "loop-guard",
  "request",
  "request-again",
  "request-answered",
  "request-failed",
  "moved",
  "goal",
  "converted",
  "completed",
  "exited",
] as const;
export type DecisionName = (typeof DECISIONS)[number];

/** One decision of a run. Instants are epoch milliseconds. */
export type Decision = {
  at: number;
  step: string;
  decision: DecisionName;
  reason?: string;
  /** At most two values that decided it. */
  saw?: string[];
  until?: number;
  /** The version then followed, if not the run's current one. */
  version?: number;
};

/**
 * A decision as a run stores it. Every write of a run carries its trail unread; a text parses and
 * serializes four times as fast as an object, in a third of the bytes. The first rows held objects.
 */
export type TrailEntry = string | Decision;

/** The most decisions a run keeps. */
const MAX_TRAIL = 30;

/**
 * `instant step decision[@version] until;saw;saw reason`: instants in base 36, `-` for no `until`,
 * `saw` URL-encoded.
 */
function write({ at, step, decision, until, reason, saw = [], version }: Decision): string {
  const third = [until?.toString(36) ?? "-", ...saw.map(encodeURIComponent)].join(";");
  const second = version === undefined ? decision : `${decision}@${version}`;
  const line = `${at.toString(36)} ${step} ${second} ${third}`;
  return reason === undefined ? line : `${line} ${reason}`;
}

function read(entry: TrailEntry): Decision {
  if (typeof entry !== "string") return entry;
  const [at, step, second, third, ...reason] = entry.split(" ");
  const [decision, version] = second!.split("@");
  const [until, ...saw] = third!.split(";");
  const found: Decision = {
    at: Number.parseInt(at!, 36),
    step: step!,
    decision: decision as DecisionName,
  };
  if (reason.length > 0) found.reason = reason.join(" ");
  if (saw.length > 0) found.saw = saw.map(decodeURIComponent);
  if (until !== "-") found.until = Number.parseInt(until!, 36);
  if (version !== undefined) found.version = Number(version);
  return found;
}

/** Appends a decision, and drops the oldest above the limit. */
export const recordDecision = (trail: TrailEntry[], decision: Decision): TrailEntry[] => {
  const kept = trail.length < MAX_TRAIL ? trail : trail.slice(1 - MAX_TRAIL);
  return [...kept, write(decision)];
};

/** The decisions of a trail, oldest first. */
export const readTrail = (trail: TrailEntry[]): Decision[] => trail.map(read);

/** The trail of a run that leaves `version`: its decisions keep that number. */
export const keepVersion = (trail: TrailEntry[], version: number): TrailEntry[] =>
  trail.map((entry) => {
    const decision = read(entry);
    return decision.version === undefined ? write({ ...decision, version }) : entry;
  });

/** The entries of a trail that are new since `old`, whose run may have followed another version. */
export function newEntries(
  old: { version: number; trail: TrailEntry[] },
  version: number,
  trail: TrailEntry[],
): TrailEntry[] {
  const before = old.version === version ? old.trail : keepVersion(old.trail, old.version);
  return entriesAfter(before, trail);
}

/**
 * It drops its oldest as it grows, and its last is replaced while a run keeps waiting. Entries may
 * be equal, so their position counts.
 */
function entriesAfter(old: TrailEntry[], trail: TrailEntry[]): TrailEntry[] {
  for (let lost = 0; lost < old.length; lost++) {
    const kept = old.length - lost;
    const differs = trail.findIndex((entry, i) => i < kept && entry !== old[lost + i]);
    const same = differs < 0 ? Math.min(kept, trail.length) : differs;
    if (same >= kept - 1) return trail.slice(same);
  }
  return trail;
}
