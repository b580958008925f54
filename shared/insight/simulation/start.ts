import type { Profile } from "#shared/audience/profiles/index.ts";
import type { ContactSnapshot } from "#shared/automation/enrollments/index.ts";
import { liveSequenceOf, nextRuns } from "#shared/automation/language/index.ts";
import type { Definitions } from "#shared/automation/planning/index.ts";
import { isOut, type Message } from "#shared/messaging/messages/index.ts";
import type { OutboxEntry } from "#shared/messaging/snapshot/index.ts";
import type { LiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import { openMail } from "./mails.ts";
import { row } from "./row.ts";
import type { Simulation, SimulationInput } from "./simulation.ts";

/** Starts a simulation. Mails being sent count as sent; held ones are still to be checked. */
export function startSimulation(given: SimulationInput): Simulation {
  const { contact, start, program } = given;
  const {
    live = { sequences: { [program.sequence]: liveSequenceOf(program, undefined, start) } },
  } = given;
  const messages = contact.messages.map(({ data, ...item }) => ({
    ...item,
    data: settled(data, start),
  }));
  const definitions = definitionsOf(given, live);
  const simulation: Simulation = {
    given,
    now: start,
    contact: { ...contact, enrollments: [...contact.enrollments], messages },
    live,
    definitions,
    history: new Map(given.history),
    entryData: new Map(given.entryData),
    known: new Set(),
    endings: new Map(),
    assumedSegments: new Set(given.inSegments),
    events: [],
    answers: [],
    answered: new Map(),
    mails: new Map([
      ...(given.mails ?? []),
      ...messages.map(({ data }) => [data.id, data] as const),
    ]),
    decided: [],
    open: [],
    settled: new Map(),
    wakeAt: definitions.segments && start,
    // A schedule due at the very start counts.
    schedules: schedulesFrom(given, live, start - 1),
    timeline: [],
    isPaused: false,
  };
  for (const { data: row } of messages) {
    const { source } = row;
    if (row.status !== "held" || source.kind !== "run") continue;
    const { step, entryKey, run, version, sequence } = source;
    const entry: OutboxEntry = { ...row, messageId: row.id, step, run, version };
    const open = openMail(sequence, entryKey, entry, row.until);
    simulation.open.push({ ...open, candidate: row, row });
  }
  for (const { data } of contact.enrollments) {
    for (const entry of data.outbox) {
      if (simulation.mails.has(entry.messageId)) continue;
      const at = Math.max(entry.plannedAt ?? entry.bornAt, start);
      simulation.open.push(openMail(data.sequence, data.entryKey, entry, at));
    }
  }
  return simulation;
}

/** The next time of each schedule trigger. */
export const schedulesFrom = (
  { program }: SimulationInput,
  { timeZone = "UTC" }: LiveDefinitions,
  from: number,
) => nextRuns(program, timeZone, from);

/** The sequence alone; the segments if memberships or dates are evaluated. */
function definitionsOf(
  { program, older = [], segments = [], winners = {} }: SimulationInput,
  { sequences }: LiveDefinitions,
): Definitions {
  const { state, dates } = sequences[program.sequence] ?? {};
  const isEvaluated = segments.length > 0 || (dates && state === "live");
  return {
    programOf: (sequence, version) => {
      if (sequence !== program.sequence) return undefined;
      return version === program.version ? program : older.find((one) => one.version === version);
    },
    publishedOf: () => undefined,
    winnerOf: (_, step) => winners[step],
    archived: new Set(),
    segments: isEvaluated ? segments : undefined,
  };
}

const settled = (row: Message, now: number): Message =>
  row.status === "sending" && !isOut(row)
    ? ({ ...row, status: "sent", facts: { ...row.facts, sentAt: now } } as Message)
    : row;

type MadeUp = Partial<
  Pick<Profile, "id" | "email" | "attributes" | "timeZone" | "locale" | "subscribed" | "existing">
> & { createdAt?: number | string };

/** An invented contact. Always the same, so that chance by hash is repeatable. */
export function inventContact({ createdAt, ...given }: MadeUp, now: number): ContactSnapshot {
  const profile: Profile = {
    id: "c_000000000simulate",
    email: "contact@example.com",
    attributes: {},
    subscribed: true,
    suppression: null,
    createdAt: createdAt === undefined ? now : new Date(createdAt).getTime(),
    updatedAt: now,
    ...given,
  };
  return { id: profile.id, profile: row(profile), enrollments: [], messages: [] };
}
