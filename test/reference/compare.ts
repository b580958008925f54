import { deepStrictEqual, fail, ok } from "node:assert/strict";
import { type Enrollment, readTrail } from "#shared/automation/enrollments/index.ts";
import type { Advance } from "#shared/automation/runs/index.ts";
import type { Effect } from "#shared/automation/steps/index.ts";
import { look } from "./interpreter.ts";
import type { Lockstep } from "./lockstep.ts";
import type { Place } from "./way.ts";

/** Throws where what the engine decided is not what the interpreter did. */
export function compare(both: Lockstep, { run, effects }: Advance, moment: Place): void {
  const { reference: it } = both;
  deepStrictEqual(seenOf(run), {
    status: it.status,
    step: it.step,
    visits: it.visits,
    mails: it.mails,
    trail: it.trail.slice(-30),
    watching: Object.fromEntries(it.watching),
  });
  deepStrictEqual(effects, it.effects);
  compareDue(both, run, effects, moment);
}

/**
 * The instant is the interpreter's own where no condition may move it forward; it never is too
 * late.
 */
function compareDue(
  both: Lockstep,
  { dueAt, status, step, visits }: Enrollment,
  effects: Effect[],
  { at: now }: Place,
): void {
  const { reference: it, clock } = both;
  if (status !== "active") {
    deepStrictEqual(dueAt, undefined);
    return;
  }
  if (dueAt === undefined) fail("an active run that is due at no instant");
  // Led on by something earlier, it may be due before the moment: that is gone through next.
  const isBehind = it.arrived.at < now && visits !== both.run.visits;
  ok(isBehind || dueAt > now, "due in the past");
  const { exit, steps } = both.program.definition;
  const stood = steps[step!]!;
  const isExact = exit.length === 0 && !(stood.kind === "waitFor" && stood.condition);
  if (isExact) {
    deepStrictEqual(dueAt, it.alarm);
    return;
  }
  ok(dueAt <= it.alarm!, `due ${dueAt - it.alarm!} ms later than its step is`);
  if (hasMore(both, effects, now)) return;
  const person = both.person.naive();
  const { mails } = both.person;
  for (const at of [dueAt - 1, now + Math.ceil((dueAt - now) / 2), now + 1]) {
    if (at >= dueAt) continue;
    const other = it.copy();
    look(other, {
      ...{ person, mails, now: at, clock: Math.max(at, clock), winner: both.drawn.winner },
    });
    deepStrictEqual([other.step, other.effects.length], [step, 0], `too late: ${at} is before`);
  }
}

/**
 * Whether the next look has more to do without anything new: what was decided is news, or was
 * left to it.
 */
export function hasMore({ reference }: Lockstep, effects: Effect[], now: number): boolean {
  const { limited, watching, arrived } = reference;
  // What is looked for from this very instant on may be there already.
  const looksFrom = [...watching.values()].map(({ since }) => since);
  return limited || effects.some(isNews) || looksFrom.includes(now) || arrived.at < now;
}

/** Whether a run may want to know of it. */
export const isNews = ({ kind }: Effect) => kind === "change" || kind === "event";

const seenOf = ({ status, step, visits, outbox, trail, watching = {} }: Enrollment) => ({
  status,
  step,
  visits,
  mails: outbox.map(({ messageId: id, step, template, bornAt, to }) => ({
    ...{ id, step, template, bornAt },
    ...(to !== undefined && { to }),
  })),
  trail: readTrail(trail).map(({ step, decision }) => `${step} ${decision}`),
  watching,
});
