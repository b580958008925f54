import type { EventPosition } from "#shared/audience/events/index.ts";
import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import type { Effect } from "#shared/automation/steps/index.ts";
import { onTime } from "#shared/automation/steps/index.ts";
import { isActive } from "#shared/messaging/snapshot/index.ts";
import type { WebhookResult } from "#shared/queue/index.ts";
import { type Advance, advance, type Subject } from "./advance.ts";
import { changedBy } from "./changed-by.ts";

/** Up to one moment a run is due seldom; one that is so often goes on with the rest later. */
const MAX_ADVANCES = 100;

/**
 * What a run does up to a moment that lies at or before `now`, in the order in which it was due or
 * happened, however late that is worked on: pure. A run that is due `now` or later stays. One that
 * was to go on more than a minute ago does so as of the moment, unless it `began` just now, by an
 * event of long ago: that is gone through in its own time.
 */
export function catchUp(
  program: Program,
  start: Enrollment,
  person: Subject,
  { now, moment = { at: now }, answer, began = false }: CatchUpOptions,
): Advance {
  let run = start;
  let subject = person;
  let passed: string | undefined;
  const effects: Effect[] = [];
  const look = (at: EventPosition, reply?: WebhookResult) => {
    const found = advance(program, run, subject, now, reply, at);
    if (found.effects.length > 0) {
      effects.push(...found.effects);
      // Nothing is written before all of it is decided.
      const facts = changedBy(subject.facts, found.effects);
      if (facts !== subject.facts) subject = { ...subject, facts };
    }
    passed ??= found.passed;
    run = found.run;
  };
  for (let count = 0; count < MAX_ADVANCES; count++) {
    const { dueAt = Number.POSITIVE_INFINITY, visits } = run;
    const wakeAt = run === start && !began ? onTime(dueAt, now) : dueAt;
    if (wakeAt < moment.at) {
      look({ at: wakeAt });
      continue;
    }
    look(moment, answer);
    // Led on by what happened before the moment, it may go on by what has happened since.
    const isBehind = run.visits !== visits && run.arrivedAt < moment.at;
    if (!isActive(run) || !isBehind) break;
  }
  return { run, effects, ...(passed !== undefined && { passed }) };
}

type CatchUpOptions = {
  now: number;
  moment?: EventPosition;
  answer?: WebhookResult | undefined;
  began?: boolean;
};
