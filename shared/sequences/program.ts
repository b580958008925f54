import { eventsOf, matchesFields } from "#shared/conditions/index.ts";
import { parseDuration } from "#shared/kernel/duration.ts";
import type { Definition } from "./definition.ts";
import { kindOf, type Step } from "./steps/index.ts";

/** A published version, ready to run: immutable, so that it may be kept for ever. */
export type Program = {
  sequence: string;
  version: number;
  definition: Definition;
  steps: Map<string, Step>;
  /** Events that may change what a run of it does. */
  events: Set<string>;
  /** Pause between the end of a run and the start of the next; undefined when there is no next. */
  coolDownMs: number | undefined;
};

export function compileProgram(sequence: string, version: number, definition: Definition): Program {
  const { steps, exit, reentry } = definition;
  const events = [
    ...exit.flatMap(eventsOf),
    ...Object.values(steps).flatMap((step) => kindOf(step).events?.(step) ?? []),
  ];
  const coolDownMs =
    typeof reentry === "object" && "afterExit" in reentry
      ? parseDuration(reentry.afterExit)
      : reentry === "after-exit"
        ? 0
        : undefined;
  return {
    sequence,
    version,
    definition,
    steps: new Map(Object.entries(steps)),
    events: new Set(events),
    coolDownMs,
  };
}

/**
 * Under which key an event lets its person in: `-` for one run per person, the value of a field for one run
 * per value; undefined when it does not.
 */
export function entryKeyOf(
  program: Program,
  event: { name: string; data: Record<string, unknown> },
): string | undefined {
  const { enter, reentry } = program.definition;
  const enters = enter.some(
    (one) => one.event === event.name && matchesFields(event.data, one.where),
  );
  if (!enters) return undefined;
  if (typeof reentry !== "object" || !("perKey" in reentry)) return "-";
  const value = event.data[reentry.perKey];
  const usable = typeof value === "string" || typeof value === "number";
  return usable ? String(value).slice(0, 200) || undefined : undefined;
}
