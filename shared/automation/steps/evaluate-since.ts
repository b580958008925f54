import {
  type Condition,
  type Evaluation,
  evaluate,
  type Facts,
} from "#shared/audience/conditions/index.ts";
import type { EntryEvent } from "#shared/audience/events/index.ts";
import { causeOf } from "#shared/messaging/messages/index.ts";
import { eventNamesIn } from "./event-names-in.ts";

/**
 * Whether a condition holds at `at` (epoch milliseconds) for a run that an event started. The entry
 * event must not decide the answer: each test of its name is evaluated with and without it, and
 * both must agree. A contact who enters by an order has not ordered since, and has not been
 * inactive for long either.
 */
export function evaluateSince(
  condition: Condition,
  facts: Facts,
  entry: EntryEvent,
  at: number,
): Evaluation {
  if (!eventNamesIn(condition).has(entry.event)) return evaluate(condition, facts, at);
  return evaluateParts(condition, { with: facts, without: without(facts, entry), at }, true);
}

type FactsPair = { with: Facts; without: Facts; at: number };

/** Under `none` the test is whether it could hold, so `holds` is false there. */
function evaluateParts(condition: Condition, facts: FactsPair, holds: boolean): Evaluation {
  if ("all" in condition) {
    const parts = condition.all.map((part) => evaluateParts(part, facts, holds));
    return combine(parts, parts.every(isMatch));
  }
  if ("any" in condition) {
    const parts = condition.any.map((part) => evaluateParts(part, facts, holds));
    return combine(parts, parts.some(isMatch));
  }
  if ("none" in condition) {
    const parts = condition.none.map((part) => evaluateParts(part, facts, !holds));
    return combine(parts, !parts.some(isMatch));
  }
  const both = [facts.with, facts.without].map((one) => evaluate(condition, one, facts.at));
  return combine(both, holds ? both.every(isMatch) : both.some(isMatch));
}

const isMatch = ({ matches }: Evaluation) => matches;

function combine(parts: Evaluation[], matches: boolean): Evaluation {
  const until = Math.min(...parts.map((part) => part.until ?? Number.POSITIVE_INFINITY));
  return { matches, until: Number.isFinite(until) ? until : undefined };
}

function without(facts: Facts, entry: EntryEvent): Facts {
  const { event, at } = entry;
  const { id } = causeOf(entry);
  return {
    ...facts,
    events: (name) =>
      name === event
        ? facts.events(name).filter((one) => one.at !== at || one.id !== id)
        : facts.events(name),
  };
}
