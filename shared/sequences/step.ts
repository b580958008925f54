import type * as z from "zod/mini";
import type { Facts } from "#shared/conditions/index.ts";
import { parseDuration } from "#shared/kernel/duration.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import type { Enrollment } from "#shared/people/index.ts";

/** The step that follows; null ends the run. */
export type Next = string | null;

/** What a step sees when a run stands on it. Instants are epoch milliseconds. */
export type Visit = {
  now: number;
  run: Enrollment;
  facts: Facts;
  /**
   * The instant that the step's time counts from: when the mail before it left, else when the step was
   * reached. `settled` is false while that mail is still on its way: ask again, at the latest `until`.
   */
  base: { at: number; settled: true } | { at: number; settled: false; until: number };
};

/** What a step decides. `reason` and `until` go onto the trail. */
export type Outcome =
  | { kind: "go"; next: Next; decision: string; reason?: string }
  | { kind: "stay"; until: number | undefined; decision: string; reason?: string }
  | { kind: "send"; template: string; next: Next }
  | { kind: "exit"; reason: string };

/** All that the engine knows of one kind of step. */
export type StepKind<Name extends string, Step> = {
  kind: Name;
  schema: z.ZodMiniType<Step>;
  /** Where a run may go from here: for dangling names, unreachable steps and loops. */
  exits: (step: Step) => Next[];
  /** Whether time may pass here: what follows a step that does counts from when that step was left. */
  waits: boolean;
  /** The ways on that may be taken before any time has passed: a loop of such ways would never end. */
  quickExits: (step: Step) => Next[];
  /** Names of the events whose coming may change what the step decides. */
  events?: (step: Step) => string[];
  templates?: (step: Step) => string[];
  /** Asked on arrival and whenever something happened; pure. */
  visit: (step: Step, visit: Visit) => Outcome;
};

export const defineStep = <Name extends string, Step>(kind: StepKind<Name, Step>) => kind;

/** A pause this short ends no loop: in a day it would come round a thousand times. */
const QUICK_MS = MINUTE_MS;

export const isQuick = (duration: string): boolean => parseDuration(duration) < QUICK_MS;
