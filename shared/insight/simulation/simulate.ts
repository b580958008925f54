import type { EventRow } from "#shared/audience/events/index.ts";
import { dueReferences } from "#shared/automation/planning/index.ts";
import { scheduleEvent } from "#shared/automation/triggers/index.ts";
import { DAY_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import { isActive } from "#shared/messaging/snapshot/index.ts";
import { apply } from "./apply.ts";
import { batchWithLag, wakeWithLag } from "./lag.ts";
import { sendMails } from "./mails.ts";
import type { Occurrence } from "./occurrence.ts";
import type { Simulation, SimulationInput } from "./simulation.ts";
import { schedulesFrom, startSimulation } from "./start.ts";
import { step } from "./step.ts";
import type { End, SimulationResult } from "./timeline.ts";

const MAX_MS = 10 * 366 * DAY_MS;
/** The most items: as many as a run of the slowest loop makes in years. */
export const MAX_ITEMS = 5_000;
/** An hourly schedule starts no run most of the time. */
const MAX_INSTANTS = 10_000;
/** As many rounds as the engine makes within a batch. */
const MAX_ROUNDS = 24;

/**
 * Simulates what a sequence does with a contact, by the engine's own planner. Pure. Time jumps from
 * one instant at which something happens or is due to the next.
 */
export function simulate(given: SimulationInput): SimulationResult {
  const simulation = startSimulation(given);
  const events = (given.events ?? []).toSorted((a, b) => a.at - b.at);
  const last = Math.min(given.until, given.start + MAX_MS);
  let nextEvent = events.findIndex(({ at }) => at >= given.start);
  if (nextEvent < 0) nextEvent = events.length;
  for (let instants = 0; instants < MAX_INSTANTS; instants++) {
    const from = nextEvent;
    while (nextEvent < events.length && events[nextEvent]!.at <= simulation.now) nextEvent++;
    processInstant(simulation, events.slice(from, nextEvent), from);
    if (simulation.timeline.length >= MAX_ITEMS) return ended(simulation, "too many entries");
    if (given.isOver?.()) return ended(simulation, "out of time");
    if (simulation.isPaused) return ended(simulation, "paused");
    const next = nextInstant(simulation, events[nextEvent]?.at);
    if (next === undefined) return ended(simulation, stateOf(simulation));
    if (next > last) return ended(simulation, "time");
    simulation.now = next;
  }
  return ended(simulation, "too many instants");
}

/** Processes one instant: held mails go before runs that wait for them. */
function processInstant(simulation: Simulation, occurrences: Occurrence[], index: number): void {
  simulation.events.push(...scheduled(simulation));
  occurrences.forEach((one, i) => {
    apply(simulation, one, index + i, i);
  });
  const isBatched = awaitsBatch(simulation);
  if (isBatched && !dueInstants(simulation).some((at) => at <= simulation.now)) return;
  const waiting = isBatched ? simulation.events.splice(0) : [];
  if (occurrences.length === 0) sendMails(simulation);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    step(simulation);
    sendMails(simulation);
    const { events, answers, contact, given } = simulation;
    // Events that multiply at one instant would never end.
    if (given.isOver?.() || simulation.timeline.length >= MAX_ITEMS) break;
    if (events.length + answers.length === 0 && !contact.profile!.data.pending) break;
  }
  simulation.events.push(...waiting);
}

/** Whether events wait for a later batch; never without a lag. */
function awaitsBatch(simulation: Simulation): boolean {
  const { given, now, events, contact } = simulation;
  if (simulation.batchAt !== undefined && simulation.batchAt <= now) simulation.batchAt = undefined;
  else if (given.lag && (events.length > 0 || contact.profile!.data.pending)) {
    simulation.batchAt ??= batchWithLag(now, given.lag);
  }
  return simulation.batchAt !== undefined;
}

/** When work other than the batch is due: open mails, the engine's references, schedules. */
function dueInstants({ given, open, contact, wakeAt, schedules }: Simulation): number[] {
  const { sequence } = given.program;
  const enrollments = contact.enrollments.filter(({ data }) => data.sequence === sequence);
  const runs = dueReferences({ ...contact, profile: undefined, enrollments });
  return [
    ...open.map(({ until }) => until),
    ...runs.map(({ at }) => wakeWithLag(at, given.lag)),
    ...schedules.map(({ at }) => at),
    ...(wakeAt === undefined ? [] : [wakeAt]),
  ];
}

/** The events of schedules that are due for this contact; arms the next ones. */
function scheduled(simulation: Simulation): EventRow[] {
  const { given, now, contact, assumedSegments, schedules } = simulation;
  const due = schedules.filter(({ at }) => at <= now);
  if (due.length === 0) return [];
  simulation.schedules = schedulesFrom(given, simulation.live, now);
  const { segments: memberships = {} } = contact.profile!.data;
  return due
    .filter(({ segment }) => !segment || memberships[segment]?.in || assumedSegments.has(segment))
    .map(scheduleEvent);
}

/**
 * The next instant at which something is due. Work that is already due comes a minute later, like
 * redelivered work.
 */
function nextInstant(simulation: Simulation, event: number | undefined): number | undefined {
  const { now, batchAt } = simulation;
  const work = [...dueInstants(simulation), ...(batchAt === undefined ? [] : [batchAt])];
  const later = work.map((at) => (at > now ? at : now + MINUTE_MS));
  const all = event === undefined ? later : [event, ...later];
  return all.length === 0 ? undefined : Math.min(...all);
}

function stateOf({ contact, given }: Simulation): End {
  const runs = contact.enrollments
    .map(({ data }) => data)
    .filter(({ sequence }) => sequence === given.program.sequence);
  if (runs.length === 0) return "not entered";
  if (runs.some(isActive)) return "waiting";
  return runs.toSorted((a, b) => b.endedAt! - a.endedAt!)[0]!.status as "completed" | "exited";
}

const ended = ({ timeline }: Simulation, endedBy: End): SimulationResult => ({
  timeline: timeline.slice(0, MAX_ITEMS),
  endedBy,
});
