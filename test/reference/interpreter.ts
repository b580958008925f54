import type { Definition } from "#shared/automation/language/index.ts";
import type { Naive } from "#test/audience/conditions/naive.ts";
import { countHits } from "./hits.ts";
import { holdsSince } from "./holds-since.ts";
import { cameAfter, isBeside, whenDone } from "./lateness.ts";
import { take } from "./steps.ts";
import { type Look, STAYS, type Way } from "./way.ts";

const MINUTE_MS = 60_000;

/**
 * What a sequence means, written down a second time as plainly as possible from docs/design.md and
 * the docstrings of the language: no state is spared, every question is asked anew. It shares with
 * the engine the parsed definition and what names and chances are made of, and no rule. Looks at
 * the person, and does what is to be done as of now.
 */
export function look(way: Way, given: Look): void {
  let at = given;
  way.effects = [];
  way.limited = false;
  const reached = countHits(way, at);
  if (way.status !== "active") return;
  if (reached && way.definition.goal?.exit) {
    way.end("exited");
    return;
  }
  for (let steps = 0; steps < 50; steps += 1) {
    const asked = whenDone(given);
    if (way.definition.exit.some((one) => holdsSince(one, asOfNow(way, at), way.entry, asked))) {
      way.end("exited");
      return;
    }
    const dueHere = way.alarm ?? way.dueSince ?? way.arrived.at;
    way.overAt = undefined;
    const step = way.definition.steps[way.step!]!;
    const next = take(way, { ...at, person: asOfNow(way, at) });
    if (next === STAYS) return;
    if (way.status !== "active") return;
    if (letsTimePass(step)) way.mailBefore = undefined;
    arrive(way, next, letsTimePass(step) ? way.overAt : dueHere);
    if (way.status !== "active") return;
    // Led on by something earlier, it goes on from there.
    const { at: now, id, ordinal } = way.arrived;
    const isEvent = id !== undefined && id !== at.by?.id;
    if (now < at.now || (now === at.now && isEvent))
      at = { ...at, now, by: id === undefined ? undefined : { id, ordinal } };
  }
  way.limited = true;
  way.alarm = at.clock + MINUTE_MS;
}

/** The person with what this look has changed of them. */
function asOfNow(way: Way, { person }: Look): Naive {
  let seen = person;
  for (const effect of way.effects) {
    if (effect.kind !== "change") continue;
    const attributes = { ...seen.attributes, ...effect.attributes };
    seen = { ...seen, attributes, subscribed: effect.subscribed ?? seen.subscribed };
  }
  return seen;
}

function arrive(way: Way, next: string | null, due: number | undefined): void {
  way.step = next;
  const { arrived, leads } = way;
  // No run arrives before it came to the step before; and of one millisecond an event tells more
  // than the time.
  const saysMore = leads.at !== arrived.at || leads.id !== undefined;
  if (saysMore && cameAfter(leads, arrived)) {
    way.ledBefore = isBeside(arrived, leads) ? [...way.ledBefore, arrived.id!] : [];
    way.arrived = leads;
  }
  way.dueSince = Math.min(due ?? way.arrived.at, way.arrived.at);
  way.alarm = undefined;
  way.attempt = 0;
  if (next === null) {
    way.end("completed");
    return;
  }
  way.visits[next] = (way.visits[next] ?? 0) + 1;
  if (way.visits[next] > 1_000) way.end("exited");
}

/** What follows such a step counts from when that was left, and no more from a mail. */
const letsTimePass = (step: Definition["steps"][string]) =>
  step.kind === "wait" || step.kind === "waitFor" || ("url" in step && step.url !== undefined);
