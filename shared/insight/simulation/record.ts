import {
  type Decision,
  type Enrollment,
  newEntries,
  readTrail,
} from "#shared/automation/enrollments/index.ts";
import type { Effect } from "#shared/automation/steps/index.ts";
import { zoneOf } from "#shared/calendar/index.ts";
import type { Simulation } from "./simulation.ts";
import type { Item } from "./timeline.ts";

/** Adds an item at the present instant to the timeline. */
export function recordItem(simulation: Simulation, item: Omit<Item, "at" | "zone">): void {
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

/** Adds the new decisions of a run, each with its effect. */
export function recordDecisions(
  simulation: Simulation,
  old: Enrollment | undefined,
  { trail, sequence, version, entryKey }: Enrollment,
  effects: Effect[],
): void {
  const remaining = effects.filter(({ kind }) => kind !== "tally");
  const fresh = old ? newEntries(old, version, trail) : trail;
  for (const { at: _, step, decision, reason, saw, until } of readTrail(fresh)) {
    // Mails are recorded when they are checked.
    if (decision === "send" || decision === "notify") continue;
    recordItem(simulation, {
      kind: KIND_OF[decision] ?? "decision",
      sequence,
      version,
      ...(entryKey !== "-" && { entryKey }),
      ...(step !== "" && { step }),
      decision,
      ...(reason !== undefined && { reason }),
      ...(saw && { saw }),
      ...(until !== undefined && { until }),
      ...takeEffect(decision, remaining),
    });
  }
}

/** Takes the effect of a decision: effects are in the order of their decisions. */
function takeEffect(decision: Decision["decision"], remaining: Effect[]): Partial<Item> {
  const kind =
    decision === "updated" || decision === "request-answered"
      ? "change"
      : decision === "request"
        ? "request"
        : undefined;
  const index = remaining.findIndex((effect) => effect.kind === kind);
  const [effect] = index < 0 ? [] : remaining.splice(index, 1);
  if (effect?.kind === "change") return { change: effect.attributes };
  if (effect?.kind !== "request") return {};
  const { url, body, attempt } = effect.request;
  return { request: { url, body, attempt } };
}
