import {
  type Awaited,
  type Condition,
  type Reads,
  readsOf,
  readsOfRun,
} from "#shared/audience/conditions/index.ts";
import { eventsAffecting } from "#shared/audience/events/index.ts";
import type { Step } from "#shared/automation/steps/index.ts";
import { kindOf, readsEventData } from "#shared/automation/steps/index.ts";
import { parseDuration } from "#shared/kernel/duration.ts";
import type { SendingState } from "#shared/platform/live-definitions/index.ts";
import type { Definition } from "./definition.ts";

/** A published version, compiled. Immutable, so it may be cached for good. */
export type Program = {
  sequence: string;
  version: number;
  definition: Definition;
  steps: Map<string, Step>;
  /** What its steps, goal and exits read of a contact. */
  reads: Reads;
  /** The events that exits and step conditions read, without awaited events and conversions. */
  conditions: Reads["events"];
  /** Events that may change a run's outcome. */
  events: Set<string>;
  /** Send times and cap; undefined for none. Those of the newest version apply. */
  rules: SendingState | undefined;
  /** Whether it reads the data of the entry event. */
  readsEntry: boolean;
  /** The steps of kind `experiment`. */
  experiments: string[];
  /** Least time between the end of a run and the next; undefined when there is no next run. */
  coolDownMs: number | undefined;
};

/** Compiles a published version. Pure. */
export function compileProgram(sequence: string, version: number, definition: Definition): Program {
  const { exit, goal } = definition;
  const steps = Object.entries(definition.steps);
  const asked: Condition[] = [
    ...exit,
    ...steps.flatMap(([, step]) => kindOf(step).conditions?.(step) ?? []),
  ];
  const awaited: Awaited[] = [
    ...(goal ? [goal] : []),
    ...steps.flatMap(([, step]) => kindOf(step).awaits?.(step) ?? []),
  ];
  const reads = readsOfRun(asked, awaited);
  return {
    sequence,
    version,
    definition,
    steps: new Map(steps),
    reads,
    conditions: readsOf(...asked).events,
    events: eventsAffecting(reads),
    rules: rulesOf(definition),
    readsEntry:
      reads.entry.size > 0 ||
      steps.some(([, step]) => {
        const { values, readsEntry } = kindOf(step);
        return readsEntry?.(step) || readsEventData(values?.(step) ?? {});
      }),
    experiments: steps.filter(([, { kind }]) => kind === "experiment").map(([name]) => name),
    coolDownMs: coolDownOf(definition),
  };
}

function rulesOf({ settings }: Definition): SendingState | undefined {
  const { zone, quietHours, sendWindow, daysOff, cap } = settings;
  const rules: SendingState = {
    ...(quietHours && { quietHours }),
    ...(sendWindow && { sendWindow }),
    ...(daysOff?.length && { daysOff }),
    ...(cap && { cap }),
  };
  if (Object.keys(rules).length === 0) return undefined;
  return { ...rules, ...(zone !== undefined && { zone }) };
}

function coolDownOf({ reentry }: Definition): number | undefined {
  if (reentry === "after-exit") return 0;
  return typeof reentry === "object" && "afterExit" in reentry
    ? parseDuration(reentry.afterExit)
    : undefined;
}
