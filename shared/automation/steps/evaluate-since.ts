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
 * Whether a condition holds at an instant (epoch milliseconds) for a run that an event started. The
 * entering event must not decide the answer: each test on its name is evaluated with and without
 * it, and both must agree. A contact who enters by an order has not ordered since, and has not been
 * away for long either.
 */
export function evaluateSince(
  condition: Condition,
  facts: Facts,
  entry: EntryEvent,
  at: number,
): Evaluation {
  if (!eventNamesIn(condition).has(entry.event)) return evaluate(condition, facts, at);
  return ofParts(condition, { with: facts, without: without(facts, entry), at }, true);
}

type Seen = { with: Facts; without: Facts; at: number };

/** Under `none` the question flips to *could it hold*: `holds` is false there. */
function ofParts(condition: Condition, seen: Seen, holds: boolean): Evaluation {
  if ("all" in condition) {
    const parts = condition.all.map((part) => ofParts(part, seen, holds));
    return together(parts, parts.every(isMatch));
  }
  if ("any" in condition) {
    const parts = condition.any.map((part) => ofParts(part, seen, holds));
    return together(parts, parts.some(isMatch));
  }
  if ("none" in condition) {
    const parts = condition.none.map((part) => ofParts(part, seen, !holds));
    return together(parts, !parts.some(isMatch));
  }
  const both = [seen.with, seen.without].map((facts) => evaluate(condition, facts, seen.at));
  return together(both, holds ? both.every(isMatch) : both.some(isMatch));
}

const isMatch = ({ matches }: Evaluation) => matches;

function together(parts: Evaluation[], matches: boolean): Evaluation {
  const until = Math.min(...parts.map((part) => part.until ?? Number.POSITIVE_INFINITY));
  return { matches, until: Number.isFinite(until) ? until : undefined };
}

/** The facts without the entering event. */
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
