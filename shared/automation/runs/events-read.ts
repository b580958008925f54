import type { Condition } from "#shared/audience/conditions/index.ts";
import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import { countsSince, eventNamesIn, kindOf } from "#shared/automation/steps/index.ts";
import { conversionTest } from "./conversions.ts";

/** The part of a run that says which events it reads. */
export type RunPosition = Pick<
  Enrollment,
  "status" | "step" | "arrivedAt" | "cause" | "sends" | "watching" | "heard"
>;

/** The events that a run reads at its step. Instants are epoch milliseconds. */
export type EventsRead = {
  /** Those that its exits and its step's conditions read. */
  conditions: Set<string>;
  /** Awaited events and conversions: since when they count, and up to when they were searched. */
  awaited: { name: string; since: number; heard?: number | undefined }[];
};

/** The events that a run reads at its step; a later step may read more. */
export function eventsReadAt(program: Program, run: RunPosition): EventsRead {
  const tracked = Object.entries(run.watching ?? {}).flatMap(([name, { since, heard }]) => {
    const test = conversionTest(program, name);
    return test ? [{ name: test.event, since, heard }] : [];
  });
  if (run.status !== "active") return { conditions: new Set(), awaited: tracked };
  const step = run.step === null ? undefined : program.steps.get(run.step);
  const conditions: Condition[] = [...program.definition.exit];
  if (!step) return { conditions: namesIn(conditions), awaited: tracked };
  const kind = kindOf(step);
  const awaited = (kind.awaits?.(step) ?? []).map(({ event, where }) => ({
    name: event,
    since: countsSince(where, run).at,
    heard: run.heard,
  }));
  conditions.push(...(kind.conditions?.(step) ?? []));
  return { conditions: namesIn(conditions), awaited: [...tracked, ...awaited] };
}

/** The events that a run reads when it starts at `at`. */
export function eventsReadAtStart(program: Program, at: number): EventsRead {
  const { start, goal } = program.definition;
  const run: RunPosition = { status: "active", step: start, arrivedAt: at, sends: {} };
  const asked = eventsReadAt(program, run);
  return goal ? { ...asked, awaited: [...asked.awaited, { name: goal.event, since: at }] } : asked;
}

const namesIn = (conditions: Condition[]) =>
  new Set(conditions.flatMap((condition) => [...eventNamesIn(condition)]));
