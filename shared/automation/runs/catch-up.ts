import type { EventPosition } from "#shared/audience/events/index.ts";
import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import type { Effect } from "#shared/automation/steps/index.ts";
import { onTime } from "#shared/automation/steps/index.ts";
import { isActive } from "#shared/messaging/snapshot/index.ts";
import type { WebhookResult } from "#shared/queue/index.ts";
import { type Advance, advance, type RunContact } from "./advance.ts";
import { changedBy } from "./changed-by.ts";

/** A run is seldom due this often up to one moment; it continues later. */
const MAX_ADVANCES = 100;

/**
 * What a run does up to a moment at or before `now`, in the order in which it was due or events
 * happened, however late. Pure. A run due `now` or later stays. One that was due over a minute ago
 * continues as of the moment, unless it started just now (`began`) by a past event, which is
 * processed in its own time.
 */
export function catchUp(
  program: Program,
  start: Enrollment,
  contact: RunContact,
  { now, moment = { at: now }, answer, began = false }: CatchUpOptions,
): Advance {
  let run = start;
  let subject = contact;
  const effects: Effect[] = [];
  const step = (at: EventPosition, reply?: WebhookResult) => {
    const found = advance(program, run, subject, now, reply, at);
    if (found.effects.length > 0) {
      effects.push(...found.effects);
      // Later steps see the changes before they are written.
      const facts = changedBy(subject.facts, found.effects);
      if (facts !== subject.facts) subject = { ...subject, facts };
    }
    run = found.run;
  };
  for (let count = 0; count < MAX_ADVANCES; count++) {
    const { dueAt = Number.POSITIVE_INFINITY, visits } = run;
    const wakeAt = run === start && !began ? onTime(dueAt, now) : dueAt;
    if (wakeAt < moment.at) {
      step({ at: wakeAt });
      continue;
    }
    step(moment, answer);
    // Led on by an earlier event, it may continue by later ones.
    const isBehind = run.visits !== visits && run.arrivedAt < moment.at;
    if (!isActive(run) || !isBehind) break;
  }
  return { run, effects };
}

type CatchUpOptions = {
  now: number;
  moment?: EventPosition;
  answer?: WebhookResult | undefined;
  began?: boolean;
};
