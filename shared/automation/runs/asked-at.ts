import type { Condition } from "#shared/audience/conditions/index.ts";
import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import { countsSince, eventNamesIn, kindOf } from "#shared/automation/steps/index.ts";
import { conversionTest } from "./conversions.ts";

/** As much of a run as says what it asks for. */
export type Asker = Pick<
  Enrollment,
  "status" | "step" | "arrivedAt" | "cause" | "sends" | "watching" | "heard"
>;

/** The events that a run asks for where it stands. Instants are epoch milliseconds. */
export type Asked = {
  /** Those that conditions read: its exits, and those of its step. */
  conditions: Set<string>;
  /**
   * What it waits for or looks for, since when that counts, and up to when it was looked through.
   */
  awaited: { name: string; since: number; heard?: number | undefined }[];
};

/** What a run asks of events where it stands; a step that it comes to may ask for more. */
export function askedAt(program: Program, run: Asker): Asked {
  const watched = Object.entries(run.watching ?? {}).flatMap(([name, { since, heard }]) => {
    const test = conversionTest(program, name);
    return test ? [{ name: test.event, since, heard }] : [];
  });
  if (run.status !== "active") return { conditions: new Set(), awaited: watched };
  const step = run.step === null ? undefined : program.steps.get(run.step);
  const conditions: Condition[] = [...program.definition.exit];
  if (!step) return { conditions: namesIn(conditions), awaited: watched };
  const { asks, awaits } = kindOf(step);
  const awaited = (awaits?.(step) ?? []).map(({ event, where }) => ({
    name: event,
    since: countsSince(where, run).at,
    heard: run.heard,
  }));
  conditions.push(...(asks?.(step) ?? []));
  return { conditions: namesIn(conditions), awaited: [...watched, ...awaited] };
}

/** What a run that begins at an instant asks for at once. */
export function askedFirst(program: Program, at: number): Asked {
  const { start, goal } = program.definition;
  const run: Asker = { status: "active", step: start, arrivedAt: at, sends: {} };
  const asked = askedAt(program, run);
  return goal ? { ...asked, awaited: [...asked.awaited, { name: goal.event, since: at }] } : asked;
}

const namesIn = (conditions: Condition[]) =>
  new Set(conditions.flatMap((condition) => [...eventNamesIn(condition)]));
