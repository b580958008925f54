/** One decision: what was decided at which step, and the values that decided it. Instants are epoch milliseconds. */
export type Decision = {
  at: number;
  step: string;
  decision: string;
  reason?: string;
  /** At most two values that decided it, as text. */
  saw?: string[];
  until?: number;
  /** The version that was followed then, where that is not the one that the run follows now. */
  version?: number;
};

/**
 * A decision as a run keeps it: one text, for a trail is carried by every write of its run and read by nobody then.
 * Texts are parsed and written four times as fast as objects and take a third of the bytes. The first rows held objects.
 */
export type TrailEntry = string | Decision;

/** What a run remembers of its way. */
const MAX_TRAIL = 30;

/**
 * `instant step decision until;saw;saw reason`: the instants to base 36, `-` for no `until`; the values that were seen are
 * escaped as in a URL; what follows is the reason. A version is written behind the decision: `wait@2`.
 */
function write({ at, step, decision, until, reason, saw = [], version }: Decision): string {
  const third = [until?.toString(36) ?? "-", ...saw.map(encodeURIComponent)].join(";");
  const second = version === undefined ? decision : `${decision}@${version}`;
  const line = `${at.toString(36)} ${step} ${second} ${third}`;
  return reason === undefined ? line : `${line} ${reason}`;
}

function read(noted: TrailEntry): Decision {
  if (typeof noted !== "string") return noted;
  const [at, step, second, third, ...reason] = noted.split(" ");
  const [decision, version] = second!.split("@");
  const [until, ...saw] = third!.split(";");
  return {
    at: Number.parseInt(at!, 36),
    step: step!,
    decision: decision!,
    ...(reason.length > 0 && { reason: reason.join(" ") }),
    ...(saw.length > 0 && { saw: saw.map(decodeURIComponent) }),
    ...(until !== "-" && { until: Number.parseInt(until!, 36) }),
    ...(version !== undefined && { version: Number(version) }),
  };
}

/** The trail with one more decision; the oldest goes where there are more than thirty. */
export const recordDecision = (trail: TrailEntry[], decision: Decision): TrailEntry[] => {
  const kept = trail.length < MAX_TRAIL ? trail : trail.slice(1 - MAX_TRAIL);
  return [...kept, write(decision)];
};

/** The decisions of a trail, the oldest first. */
export const readTrail = (trail: TrailEntry[]): Decision[] => trail.map(read);

/** The trail of a run that no longer follows `version`: what was decided by it keeps saying so. */
export const keepVersion = (trail: TrailEntry[], version: number): TrailEntry[] =>
  trail.map((noted) => {
    const decision = read(noted);
    return decision.version === undefined ? write({ ...decision, version }) : noted;
  });
