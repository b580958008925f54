import { compileProgram, Definition } from "#shared/automation/language/index.ts";
import {
  type Item,
  inventContact,
  type Occurrence,
  simulate,
} from "#shared/insight/simulation/index.ts";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "#shared/kernel/time.ts";
import type { Case } from "#test/reference/arbitrary.ts";
import { START } from "#test/reference/arbitrary-parts.ts";

/**
 * Longer than all lags together: nothing else may fall into it, for what it finds done or not is
 * the lag's own doing.
 */
export const APART_MS = 25 * SECOND_MS;
export const UNTIL = START + 20.3 * DAY_MS + 17_171;

/** What happens to a contact by a case; what comes without a pause comes at the same instant. */
export function occurrencesOf({ entry, signals }: Case): Occurrence[] {
  let at = START;
  const events: Occurrence[] = [{ at, event: entry, data: { total: 4, plan: "free" } }];
  signals.forEach((signal, i) => {
    if (signal.kind === "due" || signal.kind === "answer") return;
    if (signal.after > 0) at += signal.after * MINUTE_MS + i * 2_111;
    if (signal.kind === "event") events.push({ at, event: signal.name, data: signal.data });
    if (signal.kind === "attributes") events.push({ at, attributes: signal.attributes as never });
    if (signal.kind === "consent") events.push({ at, subscribed: signal.subscribed });
    if (signal.kind !== "mail") return;
    if (signal.fate === "opened" || signal.fate === "clicked") {
      events.push({ at, mail: 1 + signal.back, did: signal.fate });
    }
  });
  return events;
}

export function definitionOf(drawn: Case): Definition {
  const definition = Definition.parse({
    ...(drawn.definition as object),
    enter: [{ event: drawn.entry }],
    reentry: drawn.contact % 2 ? "after-exit" : "never",
  });
  // Posted events that name a step's mail count from its decision, which comes late by itself.
  for (const step of Object.values(definition.steps)) {
    if (step.kind === "waitFor" && step.event === "bought") delete step.where?.step;
  }
  return definition;
}

type More = Pick<Parameters<typeof simulate>[0], "lag" | "segments" | "isOver"> & { id?: string };

/** What a simulation makes of a case. */
export function play(drawn: Case, { id, ...more }: More = {}) {
  const events = occurrencesOf(drawn);
  const attributes = drawn.attributes as never;
  const { timeline, endedBy } = simulate({
    program: compileProgram("tour", 1, definitionOf(drawn)),
    contact: inventContact({ ...(id && { id }), attributes, timeZone: drawn.zone }, START - DAY_MS),
    events,
    start: START,
    until: UNTIL,
    ...more,
  });
  return { timeline, events, endedBy };
}

/**
 * Whether something happens so close to when something else is due that a lag may turn them round.
 */
export function isClose({ timeline, events }: { timeline: Item[]; events: Occurrence[] }): boolean {
  const happens = new Set(events.map(({ at }) => at));
  const due = [...new Set(timeline.flatMap(({ at, until = at }) => [at, until]))];
  return [...happens].some((one) =>
    [...due, ...happens].some((at) => at !== one && Math.abs(at - one) <= APART_MS),
  );
}
