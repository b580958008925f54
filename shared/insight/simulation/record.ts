import {
  type Decision,
  type Enrollment,
  keepVersion,
  readTrail,
  type TrailEntry,
} from "#shared/automation/enrollments/index.ts";
import type { Effect } from "#shared/automation/steps/index.ts";
import { zoneOf } from "#shared/calendar/index.ts";
import type { Simulation } from "./simulation.ts";
import type { Item } from "./timeline.ts";

/** Adds what happened now to the timeline. */
export function note(simulation: Simulation, item: Omit<Item, "at" | "zone">): void {
  const { now, given, contact, live, timeline } = simulation;
  const { settings } = given.program.definition;
  timeline.push({
    at: now,
    zone: zoneOf(settings.zone, contact.profile!.data.timeZone, live.timeZone),
    ...item,
  });
}

const KIND_OF: Record<string, Item["kind"]> = {
  entered: "entered",
  wait: "wait",
  "wait-for": "wait",
  "request-again": "wait",
  request: "effect",
  hold: "hold",
  updated: "effect",
  emitted: "effect",
  enrolled: "effect",
  "loop-guard": "effect",
  "request-answered": "effect",
  "request-failed": "effect",
  goal: "goal",
  converted: "goal",
  completed: "exit",
  exited: "exit",
  "held-out": "exit",
};

/** Adds the decisions that a run just took, each with what it does. */
export function recordDecisions(
  simulation: Simulation,
  old: Enrollment | undefined,
  { trail, sequence, version, entryKey }: Enrollment,
  effects: Effect[],
): void {
  const left = effects.filter(({ kind }) => kind !== "tally");
  const fresh = old ? newOnes(trailFor(version, old), trail) : trail;
  for (const { at: _, step, decision, reason, saw, until } of readTrail(fresh)) {
    // What becomes of a mail is told when it is judged.
    if (decision === "send" || decision === "notify") continue;
    note(simulation, {
      kind: KIND_OF[decision] ?? "decision",
      sequence,
      version,
      ...(entryKey !== "-" && { entryKey }),
      ...(step !== "" && { step }),
      decision,
      ...(reason !== undefined && { reason }),
      ...(saw && { saw }),
      ...(until !== undefined && { until }),
      ...takeEffect(decision, left),
    });
  }
}

/** The trail as a run keeps it that follows this version now. */
const trailFor = (version: number, old: Enrollment) =>
  old.version === version ? old.trail : keepVersion(old.trail, old.version);

/**
 * What the engine has noted since. A trail loses its oldest as it grows, and its last is noted anew
 * where a run stays for longer; lines may read the same, so it is their place that counts.
 */
function newOnes(old: TrailEntry[], trail: TrailEntry[]): TrailEntry[] {
  for (let lost = 0; lost < old.length; lost++) {
    const kept = old.length - lost;
    const differs = trail.findIndex((noted, i) => i < kept && noted !== old[lost + i]);
    const same = differs < 0 ? Math.min(kept, trail.length) : differs;
    if (same >= kept - 1) return trail.slice(same);
  }
  return trail;
}

/** Effects stand in the order of the decisions that asked for them. */
function takeEffect(decision: Decision["decision"], left: Effect[]): Partial<Item> {
  const kind =
    decision === "updated" || decision === "request-answered"
      ? "change"
      : decision === "request"
        ? "request"
        : undefined;
  const index = left.findIndex((effect) => effect.kind === kind);
  const [effect] = index < 0 ? [] : left.splice(index, 1);
  if (effect?.kind === "change") return { change: effect.attributes };
  if (effect?.kind !== "request") return {};
  const { url, body, attempt } = effect.request;
  return { request: { url, body, attempt } };
}
