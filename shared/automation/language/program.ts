import {
  type Awaited,
  type Condition,
  type Reads,
  readsOf,
  readsOfRun,
} from "#shared/audience/conditions/index.ts";
import { eventsAffecting } from "#shared/audience/events/index.ts";
import type { Step } from "#shared/automation/steps/index.ts";
import { asksEntry, kindOf } from "#shared/automation/steps/index.ts";
import { parseDuration } from "#shared/kernel/duration.ts";
import type { SendingState } from "#shared/platform/live-definitions/index.ts";
import type { Definition } from "./definition.ts";

/** A published version, ready to run: immutable, so that it may be kept for ever. */
export type Program = {
  sequence: string;
  version: number;
  definition: Definition;
  steps: Map<string, Step>;
  /** What its steps, its goal and its exits ask of a person. */
  reads: Reads;
  /**
   * What its exits and the conditions of its steps ask of events, without what it waits for or
   * looks for.
   */
  conditions: Reads["events"];
  /** Events that may change what a run of it does. */
  events: Set<string>;
  /** When its mails may go and how many; undefined where they always may. What the newest version says is in force. */
  rules: SendingState | undefined;
  /** Whether it needs the data of the entering event. */
  readsEntry: boolean;
  /** Steps that try variants out. */
  experiments: string[];
  /** Pause between the end of a run and the start of the next; undefined when there is no next. */
  coolDownMs: number | undefined;
};

/** A published version made ready to run; pure. */
export function compileProgram(sequence: string, version: number, definition: Definition): Program {
  const { exit, goal } = definition;
  const steps = Object.entries(definition.steps);
  const asked: Condition[] = [
    ...exit,
    ...steps.flatMap(([, step]) => kindOf(step).asks?.(step) ?? []),
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
        return readsEntry?.(step) || asksEntry(values?.(step) ?? {});
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
